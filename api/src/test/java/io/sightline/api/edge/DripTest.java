package io.sightline.api.edge;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class DripTest {

    private static final int DRIPS = 400;

    @Test
    void servesALawfulClientWhileHundredsDripTheirRequestsAndCutsThoseAtTheDeadline() throws Exception {
        AtomicInteger overdue = new AtomicInteger();
        EdgeMetrics metrics = new EdgeMetrics() {
            @Override
            public void refused(Refusal why) {
                if (why == Refusal.DEADLINE) {
                    overdue.incrementAndGet();
                }
            }
        };
        try (Plane plane = Plane.open(DripTest::impatient, io.sightline.engine.sync.SyncLimits.standard(), metrics)) {
            List<RawSocket> drips = new ArrayList<>();
            for (int i = 0; i < DRIPS; i++) {
                RawSocket drip = RawSocket.connect(plane.port());
                drips.add(
                        i % 2 == 0
                                ? drip.text("GET /v1/sync HTTP/1.1\r\nX-A: ")
                                : drip.text(
                                        "POST /v1/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"));
            }
            HttpClient http = HttpClient.newHttpClient();
            List<Long> millis = new ArrayList<>();
            while (overdue.get() < DRIPS) {
                long start = System.nanoTime();
                var answer = http.send(
                        HttpRequest.newBuilder(plane.address().resolve("/nowhere"))
                                .build(),
                        BodyHandlers.discarding());
                millis.add((System.nanoTime() - start) / 1_000_000);
                assertThat(answer.statusCode()).isEqualTo(404);
                for (RawSocket drip : drips) {
                    try {
                        drip.text("a");
                    } catch (java.io.UncheckedIOException cut) {
                        // The deadline has come for this one.
                    }
                }
            }
            Collections.sort(millis);
            assertThat(millis.size()).isGreaterThan(5);
            assertThat(millis.get(millis.size() / 2)).isLessThan(500);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> plane.server.connections() <= 1);
            drips.forEach(RawSocket::close);
        }
    }

    private static EdgeSettings impatient(EdgeSettings all) {
        return new EdgeSettings(
                all.host(),
                0,
                1,
                all.allowedOrigins(),
                all.maxConnections(),
                all.maxConnectionsPerAddress(),
                Duration.ofSeconds(3),
                all.headerBytes(),
                all.bodyBytes(),
                all.closing(),
                all.tokenLifetime(),
                all.signInLifetime(),
                all.throttle());
    }
}
