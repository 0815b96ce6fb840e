package io.sightline.client.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares with {@code conformance/hashes.json}, whose hashes another implementation computed. */
final class HashesTest {
    private static final JsonNode VECTORS = read();

    @Test
    void hashesValuesOverTheirUtf8Bytes() {
        for (var vector : VECTORS.get("values")) {
            assertThat(Hashes.value(vector.get("v").textValue()))
                    .isEqualTo(vector.get("h").textValue());
        }
    }

    @Test
    void hashesKeysAndTakesTheLeafFromTheFirstDigit() {
        for (var vector : VECTORS.get("keys")) {
            long hash = Hashes.key(vector.get("k").textValue());
            assertThat(HexFormat.of().toHexDigits(hash))
                    .isEqualTo(vector.get("hash").textValue());
            assertThat(Integer.toHexString(Hashes.leaf(hash)))
                    .isEqualTo(vector.get("leaf").textValue());
        }
    }

    @Test
    void hashesEntries() {
        for (var vector : VECTORS.get("entries")) {
            var digest = Hashes.entry(
                    vector.get("k").textValue(),
                    Long.parseLong(vector.get("r").textValue()),
                    vector.get("h").textValue());
            assertThat(digest.sum()).isEqualTo(vector.get("H").textValue());
        }
    }

    @Test
    void sumsEntriesModuloTwoToThe128() {
        var vector = VECTORS.get("digests").get(1);
        var leaves = new Digest[16];
        Arrays.fill(leaves, Digest.EMPTY);
        for (int i = 0; i < vector.get("count").intValue(); i++) {
            int leaf = Hashes.leaf(Hashes.key("k" + i));
            leaves[leaf] = leaves[leaf].plus(Hashes.entry("k" + i, i, Hashes.value("{\"i\":" + i + "}")));
        }
        assertEqual(Arrays.stream(leaves).reduce(Digest.EMPTY, Digest::plus), vector.get("d"));
        for (int i = 0; i < 16; i++) {
            assertEqual(leaves[i], vector.get("leaves").get(i));
        }
        assertEqual(Digest.EMPTY, VECTORS.get("digests").get(0).get("d"));
    }

    @Test
    void computesRootsInUtf8Order() {
        for (var vector : VECTORS.get("roots")) {
            var cursors = new ArrayList<Cursor>();
            vector.get("cur")
                    .forEach(one -> cursors.add(new Cursor(
                            one.get(0).textValue(),
                            one.get(1).textValue(),
                            one.get(2).longValue(),
                            one.get(3).longValue())));
            cursors.sort((one, other) -> Hashes.UTF8_ORDER.compare(one.s(), other.s()));
            assertThat(Hashes.root(
                            vector.get("me").textValue(), vector.get("mrev").longValue(), cursors))
                    .isEqualTo(vector.get("root").textValue());
        }
    }

    private static void assertEqual(Digest digest, JsonNode expected) {
        assertThat(digest.count()).isEqualTo(expected.get(0).longValue());
        assertThat(digest.sum()).isEqualTo(expected.get(1).textValue());
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("conformance", "hashes.json").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
