package io.sightline.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.terminal.Complaint;
import io.sightline.cli.town.Town;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A billing system that changes one user who has an address alone: it attaches cameras and takes every third away again, one request after the other,
 * and repeats a request until it knows what became of it. It remembers what must be true by its answers.
 */
final class Writer {

    static final String PASSWORD = "Correct-horse-9";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AdminApi api;
    private final int number;
    private final String login;
    private final List<ObjectNode> sent = new ArrayList<>();
    private final Set<String> attached = new TreeSet<>();
    private final Set<String> doubtful = new HashSet<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private volatile boolean ending;

    Writer(AdminApi api, int number) {
        this.api = api;
        this.number = number;
        this.login = "writer-%d".formatted(number);
    }

    String login() {
        return login;
    }

    /** How many requests have an answer. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** How many times an answer did not come, or said that the outcome is not known. */
    int unknown() {
        return unknown.get();
    }

    /** Makes the user. */
    void begin() {
        send(request("new_entity")
                .put("password", PASSWORD)
                .put("userType", "business")
                .put("name", "Writer")
                .put("contractNumber", "W-1")
                .put("subscriberKind", "legal"));
    }

    /** Changes the user in a thread of its own until {@link #end()}; completes when the last request has its answer. */
    CompletableFuture<Void> run() {
        ending = false;
        var over = new CompletableFuture<Void>();
        var thread = new Thread(
                () -> {
                    try {
                        write();
                        over.complete(null);
                    } catch (RuntimeException | Error e) {
                        over.completeExceptionally(e);
                    }
                },
                login);
        thread.setDaemon(true);
        thread.start();
        return over;
    }

    void end() {
        ending = true;
    }

    private void write() {
        while (!ending) {
            var mac = "02:5A:00:%02X:%02X:%02X".formatted(number, sent.size() / 256, sent.size() % 256);
            send(request("attach_camera")
                    .put("mac", mac)
                    .put("serialNumber", "SN-" + mac)
                    .put("csa", "F-" + number)
                    .put("service", "4MP")
                    .put("initialName", "Yard")
                    .put("groupType", "public"));
            attached.add(mac);
            if (sent.size() % 3 == 0) {
                send(request("detach_camera").put("mac", mac));
                attached.remove(mac);
            }
        }
    }

    private ObjectNode request(String type) {
        int serial = sent.size();
        return JSON.createObjectNode()
                .put("requestId", "%s-%05d".formatted(login, serial))
                .put("type", "billing." + type)
                .put("occurredAt", BEGIN.plusSeconds(serial).toString())
                .put("system", "faults")
                .put("login", login);
    }

    private void send(ObjectNode request) {
        sent.add(request);
        Awaitility.await(request.path("requestId").asText())
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(() -> answered(request));
        acknowledged.incrementAndGet();
    }

    private boolean answered(ObjectNode request) {
        JsonNode result;
        try {
            result = api.billing(List.of(request.toString())).get(0);
        } catch (Complaint unreachable) {
            return doubt(request);
        }
        int status = result.path("status").asInt();
        if (status >= 500 || status == 429) {
            return doubt(request);
        }
        requireApplied(result);
        return true;
    }

    private boolean doubt(ObjectNode request) {
        doubtful.add(request.path("requestId").asText());
        unknown.incrementAndGet();
        return false;
    }

    /** Of a request that was cut short between two steps, the second run may find nothing left to do and say so. */
    private void requireApplied(JsonNode result) {
        var first = result.path("first").asText();
        if (!first.equals("no_op")
                || !doubtful.contains(result.path("requestId").asText())) {
            assertThat(first).as("%s", result).isEqualTo("applied");
        }
    }

    /** Everything that was acknowledged is there, and nothing else; saying it all once more changes nothing. */
    void verify() {
        var user = api.userId(login);
        assertThat(cameras(user)).isEqualTo(expected());
        for (int from = 0; from < sent.size(); from += 500) {
            var lines = sent.subList(from, Math.min(sent.size(), from + 500)).stream()
                    .map(ObjectNode::toString)
                    .toList();
            for (var result : api.billing(lines)) {
                assertThat(result.path("outcome").asText()).as("%s", result).isEqualTo("duplicate");
                requireApplied(result);
            }
        }
        assertThat(cameras(user)).isEqualTo(expected());
    }

    private Set<String> expected() {
        var cameras = new TreeSet<String>();
        attached.forEach(mac -> cameras.add(Town.cameraId(mac).toLowerCase(Locale.ROOT)));
        return cameras;
    }

    private Set<String> cameras(String user) {
        var found = new TreeSet<String>();
        for (var source : api.require("GET", "/api/v1/users/%s/devices".formatted(user), null)
                .path("sources")) {
            for (var entry : source.path("entries")) {
                var key = entry.path("k").asText();
                if (key.startsWith("cam-")) {
                    found.add(key.substring("cam-".length()));
                }
            }
        }
        return found;
    }
}
