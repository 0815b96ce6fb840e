package io.sightline.api.edge;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(90)
class SessionEndsTest {

    private static final SourceId HOUSE = SourceId.of(new AddressId("house"));

    private final Plane plane = Plane.open();
    private final UserId ada = plane.moveIn("ada");

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void endsWithoutAHelloInTime() {
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            plane.clock.forward(Duration.ofSeconds(11));
            assertThat(raw.closeCode()).isEqualTo(4408);
            assertThat(raw.ends()).isTrue();
        }
    }

    @Test
    void endsWithoutAGoodToken() {
        assertThat(closedAfter(hello(null, "abcd-1234"))).isEqualTo(4401);
        assertThat(closedAfter(hello("nonsense", "abcd-1234"))).isEqualTo(4401);
        assertThat(closedAfter(hello(plane.token(ada, "abcd-1234"), "efgh-5678")))
                .as("another installation")
                .isEqualTo(4401);
        String old = plane.token(ada, "abcd-1234");
        plane.clock.forward(Duration.ofMinutes(11));
        assertThat(closedAfter(hello(old, "abcd-1234"))).as("expired").isEqualTo(4401);
    }

    @Test
    void endsWhenThePasswordIsAnother() {
        try (RawSocket raw = open("abcd-1234")) {
            plane.quarter.changePassword(ada);
            JsonNode error = raw.await("err");
            assertThat(error.path("code").asText()).isEqualTo("auth");
            assertThat(raw.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void endsAUserWhoIsNotThere() {
        assertThat(closedAfter(hello(plane.token(new UserId("ghost"), "abcd-1234"), "abcd-1234")))
                .isEqualTo(4403);
    }

    @Test
    void endsTheOlderOfTwoConnectionsOfOneInstallation() {
        try (RawSocket older = open("abcd-1234");
                RawSocket other = open("efgh-5678");
                RawSocket newer = open("abcd-1234")) {
            assertThat(older.closeCode()).isEqualTo(4409);
            newer.say("{\"t\":\"ping\",\"at\":1}");
            newer.await("hb");
            other.say("{\"t\":\"ping\",\"at\":1}");
            other.await("hb");
        }
    }

    @Test
    void endsAFloodAndNobodyElse() {
        try (RawSocket lawful = open("abcd-1234");
                RawSocket flood = open("efgh-5678")) {
            byte[] ping = RawSocket.framed(
                    RawSocket.BINARY,
                    true,
                    "{\"t\":\"ping\",\"at\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (int i = 0; i < 200; i++) {
                try {
                    flood.bytes(ping);
                } catch (java.io.UncheckedIOException closed) {
                    break;
                }
            }
            assertThat(flood.closeCode()).isEqualTo(4429);
            lawful.say("{\"t\":\"ping\",\"at\":1}");
            lawful.await("hb");
        }
    }

    @Test
    void endsWhoeverNeverReads() {
        plane.quarter.grant(ada, HOUSE);
        RawSocket deaf = RawSocket.connect(plane.port(), 4_096);
        deaf.upgrade("Sec-WebSocket-Protocol: sightline.v1.json\r\n");
        deaf.say(hello(plane.token(ada, "abcd-1234"), "abcd-1234"));
        for (int i = 0; i < 2_000; i++) {
            plane.quarter.put(HOUSE, "camera:" + i, "camera ".repeat(30) + i);
        }
        UserId bob = plane.moveIn("bob");
        plane.quarter.grant(bob, HOUSE);
        try (RawSocket reader = open(bob, "bobs-0001")) {
            reader.await("u");
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> plane.server.connections() == 1);
        plane.clock.forward(Duration.ofSeconds(29));
        plane.clock.forward(Duration.ofSeconds(29));
        // Nothing was read: the words of the end cannot leave either, and after a while the line is cut.
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> plane.server.connections() == 0);
        deaf.close();
    }

    @Test
    void asksClientsToLeaveAndClosesWhoStays() {
        RawSocket stays = open("abcd-1234");
        RawSocket leaves = open("efgh-5678");
        var stopped = plane.server.stop(Duration.ofSeconds(2));
        JsonNode goaway = leaves.await("goaway");
        assertThat(goaway.path("in").get(1).asLong()).isLessThanOrEqualTo(2_000);
        leaves.close();
        stays.await("goaway");
        assertThat(stays.closeCode()).isEqualTo(1012);
        stays.close();
        Plane.await(stopped);
        assertThat(plane.server.connections()).isZero();
    }

    private int closedAfter(String message) {
        try (RawSocket raw = RawSocket.upgraded(plane.port())) {
            return raw.say(message).closeCode();
        }
    }

    private RawSocket open(String installation) {
        return open(ada, installation);
    }

    private RawSocket open(UserId user, String installation) {
        RawSocket raw = RawSocket.upgraded(plane.port());
        raw.say(hello(plane.token(user, installation), installation));
        raw.await("welcome");
        return raw;
    }

    private static String hello(@org.jspecify.annotations.Nullable String token, String installation) {
        return "{\"t\":\"hello\",\"v\":1,\"env\":\"web\",\"inst\":\"" + installation + "\",\"caps\":[],\"cur\":[]"
                + (token == null ? "" : ",\"token\":\"" + token + "\"") + "}";
    }
}
