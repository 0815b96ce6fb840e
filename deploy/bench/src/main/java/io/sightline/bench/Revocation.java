package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.sightline.bench.load.Arrivals;
import io.sightline.bench.load.Session;
import io.sightline.bench.load.Watcher;
import io.sightline.bench.measure.Figures;
import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;
import io.sightline.bench.rig.RawStore;
import io.sightline.client.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/** P2: how soon a revocation is fenced (R1) and applied by the last client (R3), and whether anything slips through after R1. */
final class Revocation {

    static final double REACH_MILLIS = 250;

    private static final String CAMERA = "bench.cam.1";
    private static final String SOURCE = "A:" + Stage.HOUSE;
    private static final long PATIENCE_MILLIS = 20_000;

    private final Stage stage;
    private final Peers peers;
    private final List<String> faults = new ArrayList<>();
    private long changes;

    private Revocation(Stage stage, Peers peers) {
        this.stage = stage;
        this.peers = peers;
    }

    static Report run(Stage stage) {
        try (RawStore store = stage.rig().rawStore()) {
            return new Revocation(stage, new Peers(stage, store)).measure();
        }
    }

    private record Outcome(Figures fenced, Figures applied, long lost, long slipped) {}

    private Report measure() {
        Scale scale = stage.scale();
        int audience = scale.largestAudience();
        stage.say("P2: %,d sessions".formatted(audience));
        List<Session> online = stage.online(audience);
        var users = usersLoseTheAddress(online);
        var everybody = everybodyLosesACamera(audience);
        stage.crowd().watch(Watcher.NOBODY);
        stage.online(0);
        Figures bare = peers.broadcasts(audience, 200, scale.changes());
        Figures write = peers.writes(200, scale.changes());
        var table = new Table(
                "what is revoked", "times", "fenced (R1) ms", "last applied (R3) ms", "lost", "frames after R1");
        row(table, "one user's right to the address", users);
        row(table, "a camera of the address, for everybody", everybody);
        double worst = Math.max(users.fenced.p99Millis(), everybody.fenced.p99Millis());
        long slipped = users.slipped + everybody.slipped;
        long lost = users.lost + everybody.lost;
        if (slipped > 0) {
            faults.add("%d frames told of what was revoked, after it was fenced".formatted(slipped));
        }
        if (lost > 0) {
            faults.add("%d deliveries lost".formatted(lost));
        }
        faults.addAll(stage.crowd().faults());
        return new Report(
                "P2",
                Benchmark.P2.title(),
                ("With %,d sessions online, a revocation by the admin API until its answer, which comes when it is fenced, and until"
                                + " the last session concerned has applied it. After each answer the revoked content is changed once more: a"
                                + " session that hears of that change after it lost the right counts as a frame after R1; everybody else must"
                                + " hear of it. In the same run a bare Netty broadcast to as many took %s ms, one raw write %s ms. Figures are"
                                + " p50 / p99 / max.")
                        .formatted(audience, bare, write),
                List.of(table),
                List.of(
                        Report.goal(
                                worst <= REACH_MILLIS,
                                String.format(Locale.ROOT, "R1 p99 %.1f ms (at most %.0f)", worst, REACH_MILLIS)),
                        Report.goal(slipped == 0, "%d frames after R1 (none)".formatted(slipped))),
                faults);
    }

    private Outcome usersLoseTheAddress(List<Session> online) {
        int count = stage.scale().revocations();
        long[] fenced = new long[count];
        long[] applied = new long[count];
        long lost = 0;
        var ears = new Ears();
        stage.crowd().watch(ears);
        int hearing = online.size();
        for (int i = 0; i < count; i++) {
            stage.pause();
            String user = stage.userIds().get(i);
            Set<Session> concerned = online.stream()
                    .filter(session -> session.seat().user().equals(user))
                    .collect(Collectors.toSet());
            hearing -= concerned.size();
            var gone = ears.expectRemoval(concerned.size());
            long began = System.nanoTime();
            stage.rig().admin().call("DELETE", "/users/%s/addresses/%s".formatted(user, Stage.HOUSE), null);
            fenced[i] = System.nanoTime() - began;
            ears.revoked.addAll(concerned);
            var told = ears.expectName(next(), hearing);
            stage.rig().admin().call("PATCH", "/cameras/" + CAMERA, "{\"name\":\"%s\"}".formatted(ears.name));
            long last = gone.await(PATIENCE_MILLIS);
            applied[i] = (last < 0 ? System.nanoTime() : last) - began;
            told.await(PATIENCE_MILLIS);
            lost += gone.missing() + told.missing();
        }
        stage.crowd().watch(Watcher.NOBODY);
        stage.calls(count, i -> stage.grant(stage.userIds().get(i), Stage.HOUSE));
        stage.settle();
        return new Outcome(Figures.of(fenced), Figures.of(applied), lost, ears.slipped.get());
    }

    private Outcome everybodyLosesACamera(int audience) {
        int count = Math.max(3, stage.scale().revocations() / 5);
        long[] fenced = new long[count];
        long[] applied = new long[count];
        long lost = 0;
        var ears = new Ears();
        stage.crowd().watch(ears);
        var place = "/cameras/%s/places/%s".formatted(CAMERA, SOURCE);
        for (int i = 0; i < count; i++) {
            stage.pause();
            var gone = ears.expectDeletion(audience);
            long began = System.nanoTime();
            stage.rig().admin().call("DELETE", place, null);
            fenced[i] = System.nanoTime() - began;
            ears.cameraRevoked = true;
            stage.rig().admin().call("PATCH", "/cameras/" + CAMERA, "{\"name\":\"%s\"}".formatted(next()));
            long last = gone.await(PATIENCE_MILLIS);
            applied[i] = (last < 0 ? System.nanoTime() : last) - began;
            stage.pause();
            ears.cameraRevoked = false;
            var name = next();
            var told = ears.expectName(name, audience);
            stage.rig().admin().call("PATCH", "/cameras/" + CAMERA, "{\"name\":\"%s\"}".formatted(name));
            stage.rig().admin().call("PUT", place, "{}");
            told.await(PATIENCE_MILLIS);
            lost += gone.missing() + told.missing();
        }
        return new Outcome(Figures.of(fenced), Figures.of(applied), lost, ears.slipped.get());
    }

    private String next() {
        return "Entrance 1, revocation %06d".formatted(++changes);
    }

    private static void row(Table table, String what, Outcome outcome) {
        table.row(
                what,
                Integer.toString(outcome.fenced.count()),
                outcome.fenced.toString(),
                outcome.applied.toString(),
                Long.toString(outcome.lost),
                Long.toString(outcome.slipped));
    }

    /** Hears removals, and what nobody should hear any more. Thread-safe. */
    private static final class Ears implements Watcher {

        private static final String KEY = "cam-" + CAMERA;

        private final Set<Session> revoked = ConcurrentHashMap.newKeySet();
        private final AtomicLong slipped = new AtomicLong();
        private volatile boolean cameraRevoked;
        private volatile @Nullable Arrivals removal;
        private volatile @Nullable Arrivals deletion;
        private volatile @Nullable Arrivals naming;
        private volatile String name = "";

        Arrivals expectRemoval(int sessions) {
            var arrivals = new Arrivals(sessions);
            removal = arrivals;
            return arrivals;
        }

        Arrivals expectDeletion(int sessions) {
            var arrivals = new Arrivals(sessions);
            deletion = arrivals;
            return arrivals;
        }

        Arrivals expectName(String next, int sessions) {
            var arrivals = new Arrivals(sessions);
            name = next;
            naming = arrivals;
            return arrivals;
        }

        @Override
        public void manifest(Session session, ServerMessage.Man manifest) {
            var arrivals = removal;
            if (arrivals != null
                    && manifest.del().stream().anyMatch(gone -> gone.s().equals(SOURCE))) {
                arrivals.arrived();
            }
        }

        /** Also a frame that the session will not apply: that it was sent is what counts. */
        @Override
        public void sent(Session session, ServerMessage.Delta delta) {
            if (delta.s().equals(SOURCE) && revoked.contains(session)) {
                slipped.incrementAndGet();
            }
        }

        @Override
        public void delta(Session session, ServerMessage.Delta delta) {
            boolean put = delta.put().stream().anyMatch(entry -> entry.k().equals(KEY));
            if (put && cameraRevoked) {
                slipped.incrementAndGet();
            }
            var named = naming;
            if (named != null
                    && put
                    && delta.put().stream().anyMatch(entry -> entry.v().contains(name))) {
                named.arrived();
            }
            var deleted = deletion;
            if (deleted != null
                    && delta.del().stream().anyMatch(gone -> gone.k().equals(KEY))) {
                deleted.arrived();
            }
        }
    }
}
