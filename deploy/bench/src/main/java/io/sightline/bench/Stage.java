package io.sightline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.sightline.bench.load.Crowd;
import io.sightline.bench.load.Seat;
import io.sightline.bench.load.Session;
import io.sightline.bench.load.Tokens;
import io.sightline.bench.load.Tokens.Resident;
import io.sightline.bench.measure.Figures;
import io.sightline.bench.rig.BenchException;
import io.sightline.bench.rig.BillingStream;
import io.sightline.bench.rig.Rig;
import org.jspecify.annotations.Nullable;

/** The one installation that all benchmarks of a run share; people, a house and sessions are made when first asked for. */
final class Stage implements AutoCloseable {

    /** An address with cameras that everybody is given. */
    static final String HOUSE = "bench.house";

    /** The camera of the house that changes. */
    static final String CAMERA = "bench.cam.0";

    static final int HOUSE_CAMERAS = 20;
    private static final int WINDOW = 256;
    /** Acknowledgements come 200 ms after a frame, and frontiers no sooner than that after each other. */
    private static final long PAUSE_NANOS = 400_000_000L;

    private static final long SETTLE_NANOS = 1_000_000_000L;
    private static final int CALLS_AT_ONCE = 32;
    private static final int CREATION_ATTEMPTS = 5;

    private final Rig rig;
    private final Scale scale;
    private final Consumer<String> progress;
    private final List<Resident> residents = new ArrayList<>();
    private final List<String> userIds = new ArrayList<>();
    private @Nullable Crowd crowd;
    private List<Session> sessions = List.of();
    private List<Session> online = List.of();
    private boolean furnished;
    private long requests;
    private final Instant epoch = Instant.now().minusSeconds(3_600);

    Stage(Rig rig, Scale scale, Consumer<String> progress) {
        this.rig = rig;
        this.scale = scale;
        this.progress = progress;
    }

    Rig rig() {
        return rig;
    }

    Scale scale() {
        return scale;
    }

    void say(String what) {
        progress.accept(what);
    }

    List<Resident> residents() {
        if (residents.isEmpty()) {
            say("creating %,d users".formatted(scale.users()));
            for (int i = 0; i < scale.users(); i++) {
                residents.add(new Resident("bench.%05d".formatted(i), "Bench-%05d".formatted(i)));
            }
            create();
        }
        return residents;
    }

    private void create() {
        List<String> requests = new ArrayList<>();
        for (Resident each : residents) {
            var more =
                    ",\"entityId\":\"%s\",\"password\":\"%s\",\"userType\":\"private\",\"name\":\"Bench Resident\",\"subscriberKind\":\"individual\""
                            .formatted(each.login(), each.password());
            requests.add(request("new_entity", each.login(), more));
        }
        userIds.addAll(made(requests));
    }

    /**
     * Makes users and returns their ids, in the order of the requests. A node that has just started may be too slow to answer in time;
     * repeating a request is harmless, and its answer is the user.
     */
    List<String> made(List<String> requests) {
        Map<String, String> ids = new HashMap<>();
        List<String> open = requests;
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            List<String> asked = open;
            List<String> results = billing(asked.size(), asked::get).results();
            for (int i = 0; i < asked.size(); i++) {
                if (results.get(i).contains("\"userId\"")) {
                    ids.put(asked.get(i), field(results.get(i), "userId"));
                }
            }
            open = asked.stream().filter(request -> !ids.containsKey(request)).toList();
            if (attempt == CREATION_ATTEMPTS && !open.isEmpty()) {
                throw new BenchException("%,d users could not be made: %s"
                        .formatted(open.size(), results.get(asked.indexOf(open.get(0)))));
            }
        }
        return requests.stream().map(ids::get).toList();
    }

    /** In the order of {@link #residents()}. */
    List<String> userIds() {
        residents();
        return userIds;
    }

    /** The house with its cameras, and everybody's right to it. */
    void furnish() {
        if (furnished) {
            return;
        }
        furnished = true;
        residents();
        say("giving everybody a house with %d cameras".formatted(HOUSE_CAMERAS));
        address(HOUSE);
        for (int i = 0; i < HOUSE_CAMERAS; i++) {
            camera("bench.cam." + i, "Entrance " + i);
            rig.admin().call("PUT", "/cameras/bench.cam.%d/places/A:%s".formatted(i, HOUSE), "{}");
        }
        calls(userIds.size(), i -> grant(userIds.get(i), HOUSE));
    }

    void address(String id) {
        rig.admin().call("PUT", "/addresses/" + id, "{\"name\":\"%s\"}".formatted(id));
    }

    void camera(String id, String name) {
        rig.admin()
                .call(
                        "PUT",
                        "/cameras/" + id,
                        "{\"name\":\"%s\",\"archiveDays\":14,\"streams\":[{\"type\":\"high\",\"status\":\"active\"},{\"type\":\"low\",\"status\":\"active\"}]}"
                                .formatted(name));
    }

    CompletableFuture<Void> grant(String user, String address) {
        return rig.admin()
                .callAsync("PUT", "/users/%s/addresses/%s".formatted(user, address), "{\"status\":\"active\"}");
    }

    /** Makes calls, some tens at a time, and returns their answers in order when all are there. */
    <T> List<T> calls(int count, IntFunction<CompletableFuture<T>> call) {
        var places = new Semaphore(CALLS_AT_ONCE);
        List<CompletableFuture<T>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.acquireUninterruptibly();
            all.add(call.apply(i).whenComplete((done, failure) -> places.release()));
        }
        return all.stream().map(CompletableFuture::join).toList();
    }

    Crowd crowd() {
        if (crowd == null) {
            crowd = new Crowd(rig.clients());
        }
        return crowd;
    }

    /** Lets exactly so many sessions be online, all at their frontier; the first ones are one of each user. */
    List<Session> online(int count) {
        furnish();
        if (sessions.isEmpty()) {
            say("signing %,d installations in".formatted(scale.largestAudience()));
            List<Seat> seats = Tokens.seats(rig.clients(), residents, scale.sessionsEach());
            sessions = crowd().seated(seats);
        }
        if (count > online.size()) {
            crowd().connect(sessions.subList(online.size(), count));
        } else {
            crowd().hangUp(sessions.subList(count, online.size()), false);
        }
        online = sessions.subList(0, count);
        return online;
    }

    /** Lets whoever is online leave. */
    void leave() {
        if (!online.isEmpty()) {
            online(0);
        }
    }

    /** Lets what the last change led to, acknowledgements and frontiers, come to an end. */
    void settle() {
        LockSupport.parkNanos(SETTLE_NANOS);
    }

    /** The same for a single change. */
    void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /** What a stream of billing requests led to: an answer and a duration for each. */
    record Answered(List<String> results, Figures each, long tookNanos) {}

    /** Sends requests as one stream, of which 256 are under way at any time. */
    Answered billing(int count, IntFunction<String> request) {
        List<String> results = new ArrayList<>(count);
        long[] nanos = new long[count];
        Deque<byte[]> next = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            next.add(request.apply(i).getBytes(StandardCharsets.UTF_8));
        }
        try (var stream = rig.admin().billing()) {
            long began = System.nanoTime();
            int sent = send(stream, next, WINDOW, nanos, 0);
            while (results.size() < count) {
                int room = 0;
                do {
                    results.add(stream.receive());
                    nanos[results.size() - 1] = System.nanoTime() - nanos[results.size() - 1];
                    room++;
                } while (results.size() < count && stream.hasMore());
                sent += send(stream, next, room, nanos, sent);
            }
            long took = System.nanoTime() - began;
            stream.end();
            return new Answered(results, Figures.of(nanos), took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int send(BillingStream stream, Deque<byte[]> next, int most, long[] nanos, int from)
            throws IOException {
        List<byte[]> lines = new ArrayList<>();
        while (lines.size() < most && !next.isEmpty()) {
            lines.add(next.remove());
        }
        if (!lines.isEmpty()) {
            long now = System.nanoTime();
            for (int i = 0; i < lines.size(); i++) {
                nanos[from + i] = now;
            }
            stream.send(lines);
        }
        return lines.size();
    }

    /**
     * A billing request with an id of its own that happened after all before it.
     *
     * @param more further fields, each after a comma
     */
    String request(String type, String login, String more) {
        requests++;
        return "{\"requestId\":\"bench-%08d\",\"type\":\"billing.%s\",\"login\":\"%s\",\"occurredAt\":\"%s\",\"system\":\"bench-billing\"%s}"
                .formatted(requests, type, login, epoch.plusMillis(requests), more);
    }

    /** The text of a field of an answer. */
    static String field(String line, String name) {
        int at = line.indexOf("\"" + name + "\":\"");
        if (at < 0) {
            throw new BenchException("no %s in %s".formatted(name, line));
        }
        int start = at + name.length() + 4;
        return line.substring(start, line.indexOf('"', start));
    }

    @Override
    public void close() {
        if (crowd != null) {
            crowd.close();
        }
    }
}
