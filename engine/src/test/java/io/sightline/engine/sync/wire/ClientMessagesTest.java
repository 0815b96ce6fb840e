package io.sightline.engine.sync.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.ClientMessage.Ack;
import io.sightline.engine.sync.wire.ClientMessage.Held;
import io.sightline.engine.sync.wire.ClientMessage.Hello;
import io.sightline.engine.sync.wire.ClientMessage.Malformed;
import io.sightline.engine.sync.wire.ClientMessage.Nack;
import io.sightline.engine.sync.wire.ClientMessage.Resume;
import io.sightline.engine.sync.wire.ClientMessage.Unknown;
import io.sightline.engine.sync.wire.ClientMessage.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientMessagesTest {

    private static final String HELLO =
            "{\"t\":\"hello\",\"v\":1,\"token\":\"T\",\"env\":\"web\",\"inst\":\"web-00000001\","
                    + "\"caps\":[\"cbor\"],\"me\":\"00000000000000aa\",\"mrev\":41,"
                    + "\"cur\":[[\"A:118\",\"00000000000000e1\",905,7]],\"res\":{\"sid\":\"s-81\",\"n\":5710},\"later\":{\"x\":[1]}}";

    private static ClientMessage json(String text) {
        return ClientMessages.decode(Encoding.JSON, text.getBytes(StandardCharsets.UTF_8), 65_536);
    }

    @Test
    void readsHelloInBothEncodings() throws IOException {
        Mark manifest = new Mark(new Epoch("00000000000000aa"), 41);
        Held held = new Held(new SourceId("A:118"), new Mark(new Epoch("00000000000000e1"), 905), 7);
        Hello expected = new Hello(
                "T",
                "web",
                "web-00000001",
                null,
                List.of("cbor"),
                manifest,
                List.of(held),
                null,
                new Resume("s-81", 5710),
                0);
        assertThat(json(HELLO)).isEqualTo(expected);
        byte[] cbor = new ObjectMapper(new CBORFactory()).writeValueAsBytes(new ObjectMapper().readTree(HELLO));
        assertThat(ClientMessages.decode(Encoding.CBOR, cbor, 65_536)).isEqualTo(expected);
    }

    @Test
    void tellsALeftOutCursorFromAnEmptyOne() {
        String start = "{\"t\":\"hello\",\"v\":1,\"env\":\"web\",\"inst\":\"web-00000001\",\"caps\":[]";
        assertThat(((Hello) json(start + "}")).cursor()).isNull();
        assertThat(((Hello) json(start + ",\"cur\":[]}")).cursor()).isEmpty();
    }

    @Test
    void readsAcknowledgementsAndRefusals() {
        assertThat(json("{\"t\":\"ack\",\"n\":5713,\"bad\":[[\"A:1\",\"cam-1\"]]}"))
                .isEqualTo(new Ack(5713, List.of(new Unreadable(new SourceId("A:1"), "cam-1"))));
        assertThat(
                        json(
                                "{\"t\":\"nack\",\"n\":9,\"s\":\"A:1\",\"why\":\"bad_hash\",\"have\":[\"00000000000000e1\",3]}"))
                .isEqualTo(new Nack(9, new SourceId("A:1"), "bad_hash", new Mark(new Epoch("00000000000000e1"), 3)));
    }

    @Test
    void ignoresUnknownTypesUnlessTheyMustBeUnderstood() {
        assertThat(json("{\"t\":\"song\"}")).isEqualTo(new Unknown(false));
        assertThat(json("{\"t\":\"song\",\"!\":1}")).isEqualTo(new Unknown(true));
        assertThat(json("{\"t\":\"song\",\"!\":true}")).isEqualTo(new Unknown(true));
        assertThat(json("{\"t\":\"song\",\"!\":0}")).isEqualTo(new Unknown(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"t\":1}",
                "{\"t\":\"ack\"}",
                "{\"t\":\"ack\",\"n\":-1}",
                "{\"t\":\"ack\",\"n\":1.5}",
                "{\"t\":\"ack\",\"n\":99999999999999999999}",
                "{\"t\":\"ack\",\"n\":1,\"n\":2}",
                "{\"t\":\"ack\",\"n\":1}{}",
                "{\"t\":\"nack\",\"n\":1,\"why\":\"x\",\"s\":\"Z:1\"}",
                "{\"t\":\"nack\",\"n\":1,\"why\":\"x\",\"have\":[\"XYZ\",1]}",
                "{\"t\":\"dig\",\"s\":\"A:1\",\"e\":\"00000000000000e1\",\"rev\":1,\"g\":1,\"d\":[1,\"00\"]}",
                "{\"t\":\"hello\",\"v\":2,\"env\":\"web\",\"inst\":\"web-00000001\"}",
                "{\"t\":\"hello\",\"v\":1,\"env\":\"tv\",\"inst\":\"web-00000001\"}",
                "{\"t\":\"hello\",\"v\":1,\"env\":\"web\",\"inst\":\"short\"}",
                "{\"t\":\"hello\",\"v\":1,\"env\":\"web\",\"inst\":\"web-00000001\",\"wait\":56}",
                "{\"t\":\"hello\",\"v\":1,\"env\":\"web\",\"inst\":\"web-00000001\",\"cur\":[[\"A:1\"]]}",
                "{\"t\":\"hello\",\"v\":1,\"env\":\"web\",\"inst\":\"web-00000001\",\"x\":[[[[[[[[[]]]]]]]]]}"
            })
    void refusesWhatIsNoMessage(String text) {
        assertThat(json(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        String padded = "{\"t\":\"ping\",\"at\":1," + " ".repeat(70_000) + "\"x\":1}";
        assertThat(json(padded)).isInstanceOf(Malformed.class);
    }

    @Test
    void answersAnyBytesWithAValue() {
        Random random = new Random(7);
        byte[] hello = HELLO.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = hello.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            for (Encoding encoding : Encoding.values()) {
                assertThat(ClientMessages.decode(encoding, bytes, 65_536)).isNotNull();
            }
        }
    }
}
