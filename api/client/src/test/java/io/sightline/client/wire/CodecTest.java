package io.sightline.client.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sightline.client.wire.ServerMessage.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class CodecTest {
    private static final String DELTA = """
            {"t":"d","s":"A:1","e":"a1a1a1a1a1a1a1a1","c":1,"prev":1,"rev":2,"put":[{"k":"k","r":2,"dr":1,"v":"{}",\
            "h":"44136fa355b3678a"}],"del":[["x",2]]}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{}",
                "{\"t\":7}",
                "{\"t\":\"u\"",
                "{\"t\":\"u\",\"mrev\":1,\"root\":\"ffffffffffffffff\"} {}",
                "{\"t\":\"u\",\"mrev\":1,\"root\":\"FFFFFFFFFFFFFFFF\"}",
                "{\"t\":\"u\",\"mrev\":1,\"root\":\"ff\"}",
                "{\"t\":\"u\",\"mrev\":\"1\",\"root\":\"ffffffffffffffff\"}",
                "{\"t\":\"u\",\"mrev\":1.5,\"root\":\"ffffffffffffffff\"}",
                "{\"t\":\"u\",\"mrev\":99999999999999999999,\"root\":\"ffffffffffffffff\"}",
                "{\"t\":\"u\",\"mrev\":null,\"root\":\"ffffffffffffffff\"}",
                "{\"t\":\"man\",\"me\":\"00000000000000e1\",\"prev\":1,\"rev\":2,\"st\":\"happy\",\"add\":[],\"del\":[]}",
                "{\"t\":\"man\",\"me\":\"00000000000000e1\",\"prev\":1,\"rev\":2,\"add\":[],\"del\":[]}",
                "{\"t\":\"ver\",\"s\":\"A 1\"}",
                "{\"t\":\"ver\",\"s\":\"\"}",
                "{\"t\":\"goaway\",\"in\":[5,2],\"why\":\"x\"}",
                "{\"t\":\"d\",\"s\":\"A:1\",\"e\":\"a1a1a1a1a1a1a1a1\",\"c\":1,\"rev\":2,\"put\":[],\"del\":[]}",
                "{\"t\":\"d\",\"s\":\"A:1\",\"e\":\"a1\",\"c\":1,\"prev\":1,\"rev\":2,\"put\":[],\"del\":[]}",
                "{\"t\":\"d\",\"s\":\"A:1\",\"e\":\"a1a1a1a1a1a1a1a1\",\"c\":1,\"prev\":1,\"rev\":-2,\"put\":[],\"del\":[]}",
                "{\"t\":\"r\",\"s\":\"A:1\",\"e\":\"a1a1a1a1a1a1a1a1\",\"c\":1,\"prev\":1,\"rev\":2,\"put\":[],\"live\":\"00\",\"n\":1}",
                "{\"t\":\"x\",\"y\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}"
            })
    void refusesWhatIsNoMessage(String frame) {
        assertThatThrownBy(() -> Codec.of(Encoding.JSON).decode(frame.getBytes(UTF_8)))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void refusesFramesAndValuesPastTheirLimits() {
        var json = Codec.of(Encoding.JSON);
        assertThatThrownBy(() -> json.decode(new byte[65_537])).hasMessageContaining("65536");
        var fitting = DELTA.replace("{}\"", "д".repeat(2_048) + "\"");
        var large = DELTA.replace("{}\"", "д".repeat(2_048) + "x\"");
        assertThat(decode(json, fitting)).isInstanceOf(ServerMessage.Delta.class);
        assertThatThrownBy(() -> json.decode(large.getBytes(UTF_8))).hasMessageContaining("4096");
        var longId = DELTA.replace("A:1", "A".repeat(81));
        assertThatThrownBy(() -> json.decode(longId.getBytes(UTF_8))).hasMessageContaining("80");
    }

    @Test
    void toleratesUnknownTypesOfAnyShape() {
        var json = Codec.of(Encoding.JSON);
        assertThat(decode(json, "{\"put\":{\"a\":[1]},\"t\":\"later\",\"s\":5}"))
                .isEqualTo(new Unknown("later", false));
        assertThat(decode(json, "{\"!\":1,\"t\":\"later\"}")).isEqualTo(new Unknown("later", true));
        assertThat(decode(json, "{\"!\":true,\"t\":\"hb\",\"mrev\":1,\"root\":\"ffffffffffffffff\"}"))
                .isInstanceOf(ServerMessage.Heartbeat.class);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheAnswerOfAPollMessageByMessage(Encoding encoding) throws IOException {
        var tree =
                new ObjectMapper().readTree("[" + DELTA + ",{\"mrev\":1,\"root\":\"ffffffffffffffff\",\"t\":\"hb\"}]");
        var bytes = (encoding == Encoding.JSON ? new ObjectMapper() : new CBORMapper()).writeValueAsBytes(tree);
        var messages = new ArrayList<ServerMessage>();
        Codec.of(encoding).decodeAll(new ByteArrayInputStream(bytes), messages::add);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).isEqualTo(decode(Codec.of(Encoding.JSON), DELTA));
        var torn = new ByteArrayInputStream(bytes, 0, bytes.length - 3);
        assertThatThrownBy(() -> Codec.of(encoding).decodeAll(torn, message -> {}))
                .isInstanceOf(MalformedMessage.class);
    }

    @ParameterizedTest
    @EnumSource
    void meetsDamagedFramesWithNothingButARefusal(Encoding encoding) throws IOException {
        var mapper = encoding == Encoding.JSON ? new ObjectMapper() : new CBORMapper();
        byte[] whole = mapper.writeValueAsBytes(new ObjectMapper().readTree(DELTA));
        var codec = Codec.of(encoding);
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = whole.clone();
            for (int hits = random.nextInt(3); hits >= 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                codec.decode(damaged);
            } catch (MalformedMessage e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2_500);
    }

    private static ServerMessage decode(Codec codec, String frame) {
        try {
            return codec.decode(frame.getBytes(UTF_8));
        } catch (MalformedMessage e) {
            throw new AssertionError(frame, e);
        }
    }
}
