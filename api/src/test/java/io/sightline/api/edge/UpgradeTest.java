package io.sightline.api.edge;

import java.time.Duration;
import java.util.Locale;

import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class UpgradeTest {

    private static final String JSON = "Sec-WebSocket-Protocol: sightline.v1.json\r\n";

    private static final String START =
            "GET /v1/sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";

    private final Plane plane = Plane.open();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void answersTheHandshakeOfTheStandardAndDeclinesExtensions() {
        String answer = upgrade(JSON + "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 101 ")
                .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                .contains("Sec-WebSocket-Protocol: sightline.v1.json\r\n");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("extensions");
    }

    @Test
    void takesTheFirstSubprotocolItKnows() {
        assertThat(upgrade("Sec-WebSocket-Protocol: chat, sightline.v1.cbor,sightline.v1.json\r\n"))
                .contains("Sec-WebSocket-Protocol: sightline.v1.cbor\r\n");
        assertThat(upgrade("")).startsWith("HTTP/1.1 400 ");
        assertThat(upgrade("Sec-WebSocket-Protocol: sightline.v2.json\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(upgrade("Sec-WebSocket-Protocol: SIGHTLINE.V1.JSON\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void takesPagesOfListedOriginsAlone() {
        assertThat(upgrade(JSON + "Origin: " + Plane.ORIGIN + "\r\n")).startsWith("HTTP/1.1 101 ");
        for (String other : new String[] {
            "null",
            "",
            "https://evil.example",
            "http://client.example",
            "https://client.example:444",
            "https://client.example.evil.example",
            "https://sub.client.example",
            "https://CLIENT.example",
            Plane.ORIGIN + "/",
            Plane.ORIGIN + " " + Plane.ORIGIN
        }) {
            assertThat(upgrade(JSON + "Origin: " + other + "\r\n")).as(other).startsWith("HTTP/1.1 403 ");
        }
        assertThat(upgrade(JSON + "Origin: " + Plane.ORIGIN + "\r\nOrigin: " + Plane.ORIGIN + "\r\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void takesAGoodTokenOfTheRequestAndNoOther() {
        UserId ada = plane.moveIn("ada");
        assertThat(upgrade(JSON + "Authorization: Bearer " + plane.token(ada, "abcd-1234") + "\r\n"))
                .startsWith("HTTP/1.1 101 ");
        assertThat(upgrade(JSON + "Authorization: Bearer nonsense\r\n")).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void refusesWhatIsNoHandshake() {
        assertThat(first("GET /v1/sync HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 426 ");
        assertThat(first(START + "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
                .startsWith("HTTP/1.1 426 ")
                .contains("13");
        assertThat(first(START + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(first("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(first("GET /v1/sync HTTP/1.1\r\nX: " + "a".repeat(10_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void readsAFrameThatComesWithTheHandshake() {
        try (RawSocket raw = RawSocket.connect(plane.port())) {
            byte[] request = ("GET /v1/sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + JSON
                            + "\r\n")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            byte[] ping = RawSocket.framed(RawSocket.PING, true, new byte[] {1, 2, 3});
            byte[] both = java.util.Arrays.copyOf(request, request.length + ping.length);
            System.arraycopy(ping, 0, both, request.length, ping.length);
            raw.bytes(both);
            assertThat(raw.head()).startsWith("HTTP/1.1 101 ");
            assertThat(raw.receive().payload()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void closesAConnectionPastTheLimitOfItsAddressAndTakesTheNextWhenOneHasGone() throws Exception {
        try (Plane small = Plane.open(settings -> limited(settings, 3))) {
            RawSocket first = RawSocket.upgraded(small.port());
            RawSocket second = RawSocket.upgraded(small.port());
            RawSocket third = RawSocket.upgraded(small.port());
            try (RawSocket fourth = RawSocket.connect(small.port())) {
                assertThat(fourth.ends()).isTrue();
            }
            first.close();
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> small.server.connections() == 2);
            RawSocket.upgraded(small.port()).close();
            second.close();
            third.close();
        }
    }

    private static EdgeSettings limited(EdgeSettings all, int perAddress) {
        return new EdgeSettings(
                all.host(),
                0,
                1,
                all.allowedOrigins(),
                all.maxConnections(),
                perAddress,
                all.requestDeadline(),
                all.headerBytes(),
                all.bodyBytes(),
                all.closing(),
                all.tokenLifetime(),
                all.signInLifetime(),
                all.throttle());
    }

    private String upgrade(String headers) {
        try (RawSocket raw = RawSocket.connect(plane.port())) {
            return raw.upgrade(headers);
        }
    }

    private String first(String request) {
        try (RawSocket raw = RawSocket.connect(plane.port())) {
            return raw.text(request).head();
        }
    }
}
