package io.sightline.api.edge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class FramesTest {

    private static final byte[] NOTHING = {};

    private final Plane plane = Plane.open();
    private final UserId ada = plane.moveIn("ada");

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void takesAMessageOfAnyNumberOfPartsWithinTheLimit() {
        byte[] hello = hello(10_000);
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            ByteArrayOutputStream parts = new ByteArrayOutputStream();
            for (int i = 0; i < hello.length; i++) {
                int opcode = i == 0 ? RawSocket.BINARY : RawSocket.CONTINUATION;
                parts.writeBytes(RawSocket.framed(opcode, i == hello.length - 1, new byte[] {hello[i]}));
            }
            assertThat(hello).hasSize(10_000);
            raw.bytes(parts.toByteArray());
            assertThat(raw.await("welcome").path("mode").asText()).isEqualTo("full");
        }
    }

    @Test
    void takesAFrameOfExactlyTheLimitAndNoneBeyond() {
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            raw.frame(RawSocket.BINARY, true, hello(65_536));
            assertThat(raw.await("welcome").path("t").asText()).isEqualTo("welcome");
        }
        assertThat(closeAfter(RawSocket.framed(RawSocket.BINARY, true, new byte[65_537])))
                .isEqualTo(1009);
    }

    @Test
    void closesAtTheHeadOfAFrameThatSaysItIsHuge() {
        byte[] head = ByteBuffer.allocate(14)
                .put((byte) 0x82)
                .put((byte) 0xFF)
                .putLong(400L << 20)
                .array();
        assertThat(closeAfter(head)).isEqualTo(1009);
    }

    @Test
    void closesAMessageOfPartsThatTogetherPassTheLimit() {
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            raw.frame(RawSocket.BINARY, false, new byte[40_000]);
            raw.frame(RawSocket.CONTINUATION, false, new byte[25_536]);
            raw.frame(RawSocket.CONTINUATION, false, new byte[1]);
            assertThat(raw.closeCode()).isEqualTo(1009);
            assertThat(raw.ends()).isTrue();
        }
    }

    @Test
    void closesAMessageOfEndlessEmptyParts() {
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            ByteArrayOutputStream parts = new ByteArrayOutputStream();
            parts.writeBytes(RawSocket.framed(RawSocket.BINARY, false, NOTHING));
            for (int i = 0; i < 16_400; i++) {
                parts.writeBytes(RawSocket.framed(RawSocket.CONTINUATION, false, NOTHING));
            }
            raw.bytes(parts.toByteArray());
            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void refusesWhatTheStandardForbids() {
        assertThat(closeAfter(new byte[] {(byte) 0x82, 1, 'x'})).as("no mask").isEqualTo(1002);
        assertThat(closeAfter(RawSocket.framed(RawSocket.CONTINUATION, true, NOTHING)))
                .as("nothing to continue")
                .isEqualTo(1002);
        assertThat(closeAfter(RawSocket.framed(0x3, true, NOTHING)))
                .as("reserved opcode")
                .isEqualTo(1002);
        assertThat(closeAfter(RawSocket.framed(RawSocket.PING, false, NOTHING)))
                .as("ping in parts")
                .isEqualTo(1002);
        assertThat(closeAfter(RawSocket.framed(RawSocket.PING, true, new byte[126])))
                .as("long ping")
                .isEqualTo(1002);
        byte[] compressed = RawSocket.framed(RawSocket.BINARY, true, new byte[3]);
        compressed[0] |= 0x40;
        assertThat(closeAfter(compressed)).as("compressed").isEqualTo(1002);
        byte[] close = RawSocket.framed(RawSocket.CLOSE, true, new byte[] {3});
        assertThat(closeAfter(close)).as("close code of one byte").isEqualTo(1002);
    }

    @Test
    void refusesText() {
        assertThat(closeAfter(RawSocket.framed(RawSocket.TEXT, true, hello(200))))
                .isEqualTo(4400);
    }

    @Test
    void refusesWhatIsNoMessage() {
        for (byte[] bad : new byte[][] {
            NOTHING,
            "{".getBytes(StandardCharsets.UTF_8),
            {(byte) 0xC3, (byte) 0x28},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            "{\"t\":\"ack\",\"n\":1}".getBytes(StandardCharsets.UTF_8),
            "[".repeat(60_000).getBytes(StandardCharsets.UTF_8)
        }) {
            assertThat(closeAfter(RawSocket.framed(RawSocket.BINARY, true, bad)))
                    .isEqualTo(4400);
        }
        try (RawSocket cbor = RawSocket.connect(plane.port())) {
            cbor.upgrade("Sec-WebSocket-Protocol: sightline.v1.cbor\r\n");
            cbor.frame(RawSocket.BINARY, true, new byte[] {(byte) 0xBF, 0x61, 't', 0x7F, (byte) 0xFF});
            assertThat(cbor.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void answersPingsAndTheirFlood() {
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            raw.frame(RawSocket.PING, true, new byte[] {7, 8});
            RawSocket.Received pong = raw.receive();
            assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
            assertThat(pong.payload()).containsExactly(7, 8);
            ByteArrayOutputStream flood = new ByteArrayOutputStream();
            for (int i = 0; i < 60; i++) {
                flood.writeBytes(RawSocket.framed(RawSocket.PING, true, NOTHING));
            }
            raw.bytes(flood.toByteArray());
            assertThat(raw.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void answersACloseWithItsCodeAndHangsUp() {
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            raw.frame(
                    RawSocket.CLOSE,
                    true,
                    ByteBuffer.allocate(2).putShort((short) 1000).array());
            assertThat(raw.closeCode()).isEqualTo(1000);
            assertThat(raw.ends()).isTrue();
        }
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            raw.frame(RawSocket.CLOSE, true, NOTHING);
            assertThat(raw.receive().payload()).isEmpty();
            assertThat(raw.ends()).isTrue();
        }
    }

    @Test
    void readsLittleOfWhoeverGoesOnAfterAClose() throws Exception {
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            raw.frame(RawSocket.BINARY, true, new byte[65_537]);
            byte[] more = new byte[1 << 16];
            long sent = 0;
            try {
                while (sent < 64 << 20) {
                    raw.bytes(more);
                    sent += more.length;
                }
            } catch (java.io.UncheckedIOException reset) {
                // As it should be.
            }
            // What both systems buffer, and what is thrown away before the line is cut.
            assertThat(sent).isLessThan(32 << 20);
        }
    }

    private int closeAfter(byte[] bytes) {
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            raw.bytes(bytes);
            int code = raw.closeCode();
            assertThat(raw.ends()).isTrue();
            return code;
        }
    }

    /** A good hello of at least this many bytes, and of exactly as many when they are enough. */
    private byte[] hello(int bytes) {
        String start = "{\"t\":\"hello\",\"v\":1,\"env\":\"web\",\"inst\":\"abcd-1234\",\"caps\":[],\"token\":\""
                + plane.token(ada, "abcd-1234") + "\"";
        StringBuilder hello = new StringBuilder(start);
        int i = 0;
        while (hello.length() + 1 < bytes) {
            String field = ",\"x" + i++ + "\":\"";
            int room = bytes - hello.length() - field.length() - 2;
            if (room < 0) {
                hello.append(" ".repeat(bytes - hello.length() - 1));
                break;
            }
            hello.append(field).append("y".repeat(Math.min(room, 2_000))).append('"');
        }
        return hello.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
