package io.sightline.engine.sync.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.wire.Encoding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random schedules of changes, lost and late messages, partitions and reconnects, two lanes and two clients, against a
 * client written from the protocol's page. After each frame the client's copy must be what the owner had at exactly that
 * revision; in the end everything must be equal and every fence must have passed.
 */
class RandomScheduleTest {

    private static final int RUNS = 60;
    private static final int STEPS = 160;

    private static final List<SourceId> SOURCES = List.of(Town.HOUSE, Town.FOLDER, Town.OWN);

    private final Map<Mark, Set<String>> history = new HashMap<>();

    /** By source, the newest manifest revision that granted it. */
    private final Map<String, Long> lastGranted = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 2_000, 3_000, 4_000})
    void convergesAfterAnySchedule(long first) {
        for (long seed = first; seed < first + RUNS; seed++) {
            run(seed);
        }
    }

    private void run(long seed) {
        Random random = new Random(seed);
        Town town = new Town(seed, 2, SyncLimits.standard().withHellosPerSecond(10_000));
        history.clear();
        lastGranted.clear();
        List<NaiveClient> clients = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            clients.add(new NaiveClient(
                    town,
                    Town.ANNA,
                    i == 0 ? "web" : "mobile",
                    "random-000" + i,
                    random.nextBoolean() ? Encoding.JSON : Encoding.CBOR));
        }
        clients.forEach(client -> client.tap = message -> lawful(town, message, seed));
        town.user(Town.ANNA);
        SOURCES.forEach(id -> remember(town, id));
        int fences = 0;
        for (int step = 0; step < STEPS; step++) {
            SourceId id = SOURCES.get(random.nextInt(SOURCES.size()));
            String key = "cam-" + random.nextInt(6);
            NaiveClient client = clients.get(random.nextInt(2));
            switch (random.nextInt(16)) {
                case 0, 1, 2 ->
                    town.change(
                            id, town.source(id).source.put(key, step, Town.camera("n" + step), rev(town, id)), true);
                case 3 -> {
                    if (town.source(id).source.entries().containsKey(key)) {
                        boolean told = random.nextInt(10) > 0;
                        town.change(id, town.source(id).source.remove(key, rev(town, id)), told);
                        Mark gone = Mark.of(town.source(id).source);
                        town.source(id)
                                .fences
                                .await(gone, "removed " + id + " " + key + " " + gone.epoch() + " " + gone.rev());
                        fences++;
                    }
                }
                case 4 ->
                    town.grant(
                            Town.ANNA,
                            id,
                            random.nextBoolean() ? ViewClass.LIVE : ViewClass.ARCHIVE,
                            random.nextInt(4) == 0 ? new Selection.Only(Set.of("cam-1", "cam-2")) : Selection.all());
                case 5 -> {
                    town.revoke(Town.ANNA, id);
                    Mark gone = Mark.of(town.user(Town.ANNA).manifest);
                    town.user(Town.ANNA).fences.await(gone, "revoked " + id + " " + gone.rev());
                    fences++;
                }
                case 6 -> {
                    if (random.nextInt(3) == 0) {
                        town.recreate(id);
                    }
                }
                case 7 ->
                    town.status(Town.ANNA, random.nextInt(3) == 0 ? Manifest.Status.PAUSED : Manifest.Status.ACTIVE);
                case 8 -> {
                    if (random.nextBoolean()) {
                        client.drop();
                    } else if (client.sid != null && random.nextBoolean()) {
                        client.resume(random.nextInt(2));
                    } else {
                        client.open(random.nextInt(2));
                    }
                }
                case 9 -> forgetRemovals(town, id);
                case 10 -> town.partitioned = random.nextInt(4) == 0;
                case 11 -> town.pass(Duration.ofMillis(random.nextInt(4_000)));
                case 12 -> overtake(random, town.toOwners);
                case 13 -> town.lossy = random.nextInt(3) == 0;
                default -> {
                    for (int i = random.nextInt(20); i > 0; i--) {
                        deliver(random, town, clients);
                    }
                }
            }
            SOURCES.forEach(source -> remember(town, source));
        }
        quiesce(town, clients, seed);
        assertThat(town.passed).as("seed %s", seed).hasSize(fences);
    }

    private static long rev(Town town, SourceId id) {
        return town.source(id).source.rev() + 1;
    }

    private static void forgetRemovals(Town town, SourceId id) {
        Source source = town.source(id).source;
        town.source(id).source = new Source(
                source.epoch(), source.rev(), source.entries(), org.pcollections.HashTreePMap.empty(), source.rev());
    }

    /** Nothing that a passed fence has taken back may be handed to a transport. */
    private void lawful(Town town, JsonNode message, long seed) {
        if (!message.has("put")) {
            return;
        }
        String source = message.get("s").asText();
        for (String fence : town.passed) {
            String[] words = fence.split(" ", -1);
            if (!words[1].equals(source)) {
                continue;
            }
            if (words[0].equals("revoked")) {
                long grantedAt = lastGranted.getOrDefault(source, -1L);
                assertThat(grantedAt)
                        .as("seed %s sends %s after %s", seed, message, fence)
                        .isGreaterThan(Long.parseLong(words[2]));
            } else if (message.get("e").asText().equals(words[3])) {
                for (JsonNode put : message.get("put")) {
                    boolean stale = put.get("k").asText().equals(words[2])
                            && put.get("r").asLong() < Long.parseLong(words[4]);
                    assertThat(stale)
                            .as("seed %s sends %s after %s", seed, message, fence)
                            .isFalse();
                }
            }
        }
    }

    /** Lets later messages overtake the first. */
    private static void overtake(Random random, ArrayDeque<Runnable> queue) {
        if (random.nextInt(2) == 0 && !queue.isEmpty()) {
            queue.addLast(queue.removeFirst());
        }
    }

    private void deliver(Random random, Town town, List<NaiveClient> clients) {
        switch (random.nextInt(4)) {
            case 0 -> Town.run(town.toOwners);
            case 1 -> Town.run(town.toNode);
            case 2 -> Town.run(town.toLanes);
            default -> {
                NaiveClient client = clients.get(random.nextInt(2));
                client.step();
                whole(client);
                if (random.nextInt(3) == 0) {
                    client.ack();
                }
            }
        }
    }

    private void remember(Town town, SourceId id) {
        Manifest manifest = town.user(Town.ANNA).manifest;
        manifest.grants().keySet().forEach(granted -> lastGranted.put(granted.value(), manifest.rev()));
        Source source = town.source(id).source;
        history.putIfAbsent(Mark.of(source), new TreeSet<>(source.entries().keySet()));
    }

    /** No torn state: at (epoch, rev) the client holds what the source held there, of what its grant covers. */
    private void whole(NaiveClient client) {
        client.sources.forEach((s, held) -> {
            if (held.e != null) {
                Set<String> then = history.get(new Mark(new io.sightline.engine.domain.Epoch(held.e), held.rev));
                assertThat(then).as("%s at %s", s, held.rev).isNotNull().containsAll(held.entries.keySet());
            }
        });
    }

    private void quiesce(Town town, List<NaiveClient> clients, long seed) {
        town.partitioned = false;
        town.lossy = false;
        town.status(Town.ANNA, Manifest.Status.ACTIVE);
        town.settle();
        town.pass(Duration.ofSeconds(21));
        for (NaiveClient client : clients) {
            client.open(0);
        }
        for (int i = 0; i < 40; i++) {
            clients.forEach(NaiveClient::sync);
            town.pass(Duration.ofSeconds(1));
        }
        clients.forEach(NaiveClient::sync);
        TreeMap<SourceId, Grant> grants =
                new TreeMap<>(town.user(Town.ANNA).manifest.grants());
        for (NaiveClient client : clients) {
            assertThat(client.transport.closeCode).as("seed %s", seed).isZero();
            assertThat(client.frontiers).as("seed %s", seed).isPositive();
            assertThat(client.sources.keySet())
                    .as("seed %s", seed)
                    .isEqualTo(new TreeSet<>(
                            grants.keySet().stream().map(SourceId::value).toList()));
            grants.forEach((id, grant) -> {
                NaiveStore.Held held = client.sources.get(id.value());
                Source source = town.source(id).source;
                assertThat(held.rev).as("seed %s %s", seed, id).isEqualTo(source.rev());
                assertThat(held.e).isEqualTo(source.epoch().hex());
                TreeMap<String, Long> expected = new TreeMap<>();
                source.entries().values().stream()
                        .filter(entry -> grant.selection().covers(entry.key()))
                        .forEach(entry -> expected.put(entry.key(), entry.rev()));
                TreeMap<String, Long> actual = new TreeMap<>();
                held.entries.values().forEach(entry -> actual.put(entry.k(), entry.r()));
                assertThat(actual).as("seed %s %s", seed, id).isEqualTo(expected);
            });
            var state = town.lanes.get(0).statuses(Town.ANNA);
            assertThat(state).as("seed %s", seed).allMatch(status -> status.state() == SessionStatus.State.IN_STEP);
        }
        assertThat(town.count("quarantined")).as("seed %s", seed).isZero();
        assertThat(town.count("refused")).as("seed %s", seed).isZero();
    }
}
