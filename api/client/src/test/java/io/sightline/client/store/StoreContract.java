package io.sightline.client.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.sightline.client.core.Change;
import io.sightline.client.core.Change.Write;
import io.sightline.client.core.Manifest;
import io.sightline.client.core.Manifest.Grant;
import io.sightline.client.core.Position;
import io.sightline.client.core.Store;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Hashes;
import io.sightline.client.wire.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every store does. */
abstract class StoreContract {
    private static final String EPOCH = "a1a1a1a1a1a1a1a1";
    private static final Position AT_5 = new Position(EPOCH, 5, 7);
    private static final Position AT_6 = new Position(EPOCH, 6, 7);

    private Store store = new MemoryStore();

    abstract Store open();

    @BeforeEach
    void fill() {
        store = open();
        store.apply(new Change(granting("A:1", "A:11"), List.of(), null));
        store.apply(write("A:1", AT_5, true, List.of(entry("a", 1), entry("b", 5)), List.of()));
        store.apply(write("A:11", AT_5, true, List.of(entry("c", 1)), List.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void beginsWithNothing() {
        try (var empty = open()) {
            assertThat(empty.manifest()).isEqualTo(Manifest.NONE);
            assertThat(empty.position("A:1")).isNull();
            assertThat(empty.count("A:1")).isZero();
            assertThat(keys(empty, "A:1")).isEmpty();
        }
    }

    @Test
    void keepsSourcesApartWhoseIdsBeginAlike() {
        assertThat(keys(store, "A:1")).containsOnlyKeys("a", "b");
        assertThat(keys(store, "A:11")).containsOnlyKeys("c");
        store.apply(new Change(granting("A:11"), List.of("A:1"), null));
        assertThat(keys(store, "A:1")).isEmpty();
        assertThat(store.position("A:1")).isNull();
        assertThat(keys(store, "A:11")).containsOnlyKeys("c");
    }

    @Test
    void patchesEntriesAndPosition() {
        store.apply(write("A:1", AT_6, false, List.of(entry("b", 6), entry("d", 6)), List.of("a", "unknown")));
        assertThat(keys(store, "A:1")).containsExactlyInAnyOrderEntriesOf(Map.of("b", 6L, "d", 6L));
        assertThat(store.count("A:1")).isEqualTo(2);
        assertThat(store.position("A:1")).isEqualTo(AT_6);
        assertThat(store.entry("A:1", "a")).isNull();
        assertThat(store.entry("A:1", "b")).isEqualTo(entry("b", 6));
    }

    @Test
    void replacesWholeSources() {
        store.apply(write("A:1", AT_6, true, List.of(entry("d", 6)), List.of()));
        assertThat(keys(store, "A:1")).containsOnlyKeys("d");
        assertThat(store.count("A:1")).isEqualTo(1);
    }

    @Test
    void dropsBeforeItWrites() {
        store.apply(new Change(null, List.of("A:1"), new Write("A:1", AT_6, false, List.of(entry("d", 6)), List.of())));
        assertThat(keys(store, "A:1")).containsOnlyKeys("d");
    }

    @Test
    void keepsEveryByteOfAValue() {
        var odd = new Entry("ключ😀", Long.MAX_VALUE, 0, "{\"name\":\"Двор 😀 \\u0000\"}", "0123456789abcdef");
        store.apply(write("A:1", AT_6, false, List.of(odd), List.of()));
        assertThat(store.entry("A:1", odd.k())).isEqualTo(odd);
    }

    @Test
    void keepsTheManifest() {
        var grants = new TreeMap<String, Grant>(Hashes.UTF8_ORDER);
        grants.put("U:1", new Grant(9, 3, -1, 1_767_225_600));
        var manifest = new Manifest("e1e1e1e1e1e1e1e1", 44, Standing.PAUSED, grants);
        store.apply(new Change(manifest, List.of("A:1", "A:11"), null));
        assertThat(store.manifest()).isEqualTo(manifest);
        store.apply(new Change(Manifest.NONE, List.of("U:1"), null));
        assertThat(store.manifest()).isEqualTo(Manifest.NONE);
    }

    @Test
    void keepsNotesApartFromContent() {
        assertThat(store.note("installation")).isNull();
        store.note("installation", "abcdefgh");
        store.note("me", "a note");
        assertThat(store.note("installation")).isEqualTo("abcdefgh");
        assertThat(store.manifest().me()).isEqualTo("00000000000000e1");
    }

    static Manifest granting(String... sources) {
        var grants = new TreeMap<String, Grant>(Hashes.UTF8_ORDER);
        for (var source : sources) {
            grants.put(source, new Grant(7, 1, 1, 0));
        }
        return new Manifest("00000000000000e1", 1, Standing.ACTIVE, grants);
    }

    static Change write(String source, Position position, boolean replace, List<Entry> put, List<String> del) {
        return new Change(null, List.of(), new Write(source, position, replace, put, del));
    }

    static Entry entry(String key, long revision) {
        var value = "{\"at\":" + revision + "}";
        return new Entry(key, revision, 1, value, Hashes.value(value));
    }

    static Map<String, Long> keys(Store store, String source) {
        var keys = new HashMap<String, Long>();
        store.entries(source, entry -> keys.put(entry.k(), entry.r()));
        return keys;
    }
}
