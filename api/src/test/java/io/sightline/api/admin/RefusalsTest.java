package io.sightline.api.admin;

import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

import io.sightline.engine.audit.Actor;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.audit.Chain;
import io.sightline.engine.audit.ChainedRecord;
import io.sightline.engine.audit.InMemoryAuditStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class RefusalsTest {

    private final InMemoryAuditStore store = new InMemoryAuditStore();
    private Instant now = AdminPlane.NOON;
    private final Refusals refusals =
            new Refusals(new Auditor(store, new Chain(new SecretKeySpec(new byte[32], "HmacSHA256")), "0"), () -> now);

    private void refuse(String network, int status, String requestId) {
        refusals.note(new AuditRecord(
                now,
                new Actor(Actor.Kind.UNKNOWN, network),
                null,
                null,
                "GET /api/v1/users/{id}",
                "users/42",
                status,
                requestId,
                "192.0.2.7",
                null,
                null));
    }

    /** The records once there are so many; they are written on another thread. */
    private List<AuditRecord> records(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> records().size() >= count);
        return records();
    }

    private List<AuditRecord> records() {
        return store.from("0", 0, 10_000).toCompletableFuture().join().stream()
                .map(ChainedRecord::record)
                .toList();
    }

    @Test
    void recordsTheFirstAtOnceAndTheOthersTogether() {
        refuse("192.0.2.0/24", 401, "first");
        assertThat(records(1)).hasSize(1);
        now = now.plusSeconds(20);
        refuse("192.0.2.0/24", 401, "second");
        now = now.plusSeconds(20);
        refuse("192.0.2.0/24", 401, "third");
        refusals.sweep();
        assertThat(records()).hasSize(1);
        now = now.plusSeconds(20);
        refusals.sweep();
        assertThat(records(2)).hasSize(2);
        assertThat(records().get(1).requestId()).isEqualTo("third");
        assertThat(records().get(1).changes()).isEqualTo("{\"times\":2,\"since\":\"2026-11-22T12:00:00Z\"}");
        refuse("192.0.2.0/24", 401, "fourth");
        assertThat(records(3)).hasSize(3);
    }

    @Test
    void hasNothingToAddWhereThereWasOne() {
        refuse("192.0.2.0/24", 401, "only");
        now = now.plusSeconds(61);
        refusals.sweep();
        refusals.flush().toCompletableFuture().join();
        assertThat(records(1)).hasSize(1);
    }

    @Test
    void tellsCallersAndReasonsApart() {
        refuse("192.0.2.0/24", 401, "one");
        refuse("192.0.2.0/24", 403, "two");
        refuse("198.51.100.0/24", 401, "three");
        assertThat(records(3)).extracting(AuditRecord::requestId).containsExactly("one", "two", "three");
    }

    @Test
    void leavesFewRecordsOfAFlood() {
        for (int call = 0; call < 50_000; call++) {
            refuse("10." + call % 5_000 / 250 + "." + call % 250 + ".0/24", 401, "r" + call);
        }
        refusals.flush().toCompletableFuture().join();
        List<AuditRecord> records = records();
        assertThat(records.size()).isLessThanOrEqualTo(2 * Refusals.CALLERS + 2);
        long times = records.stream()
                .map(AuditRecord::changes)
                .filter(changes -> changes != null)
                .mapToLong(changes -> Json.read(changes.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .get("times")
                        .longValue())
                .sum();
        assertThat(times + Refusals.CALLERS + 1).isEqualTo(50_000);
    }

    @Test
    void namesNetworksAndNotNeighbours() throws Exception {
        assertThat(Networks.of(InetAddress.getByName("192.0.2.77"))).isEqualTo("192.0.2.0/24");
        assertThat(Networks.of(InetAddress.getByName("2001:db8:1:2ff:3::4"))).isEqualTo("2001:db8:1:200:0:0:0:0/56");
    }

    @Test
    void recordsWhoWasTurnedAwayAndWhy() {
        try (AdminPlane plane = AdminPlane.start()) {
            String narrow = plane.keyWith(Scope.SYNC_READ);
            List<HttpRequest.Builder> calls = new ArrayList<>();
            calls.add(HttpRequest.newBuilder(plane.uri("/api/v1/users/42")));
            calls.add(HttpRequest.newBuilder(plane.uri("/api/v1/users/42"))
                    .header("Authorization", "Bearer " + narrow)
                    .header("X-Request-Id", "too-narrow"));
            calls.add(HttpRequest.newBuilder(plane.uri("/api/v1/users/42/permissions"))
                    .header("Authorization", "Bearer " + narrow)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"permissions\":[]}")));
            calls.forEach(plane::send);
            await().atMost(Duration.ofSeconds(10)).until(() -> written(plane).size() == 2);
            var items = AdminPlane.json(plane.get("/api/v1/audit")).get("items");
            assertThat(items).hasSize(2);
            assertThat(items.get(0).at("/actor/kind").textValue()).isEqualTo("key");
            assertThat(items.get(0).get("status").intValue()).isEqualTo(403);
            assertThat(items.get(0).get("requestId").textValue()).isEqualTo("too-narrow");
            assertThat(items.get(0).get("object").textValue()).isEqualTo("users/42");
            assertThat(items.get(1).at("/actor/kind").textValue()).isEqualTo("unknown");
            assertThat(items.get(1).at("/actor/id").textValue()).isEqualTo("127.0.0.0/24");
            assertThat(items.get(1).get("status").intValue()).isEqualTo(401);
        }
    }

    @Test
    void recordsWhoAsksTooOften() {
        try (AdminPlane plane = AdminPlane.start("sightline.admin.rate-limit.requests = 2")) {
            for (int call = 0; call < 5; call++) {
                plane.get("/api/v1/api-keys");
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> written(plane).size() == 1);
            assertThat(written(plane)).allMatch(each -> each.record().status() == 429);
        }
    }

    private static List<ChainedRecord> written(AdminPlane plane) {
        return plane.audited.from("0", 0, 10).toCompletableFuture().join();
    }
}
