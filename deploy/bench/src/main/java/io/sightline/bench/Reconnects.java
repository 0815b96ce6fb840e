package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.sightline.bench.load.Session;
import io.sightline.bench.load.Watcher;
import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;

/** P5: many sessions return at once after some changes; how long it takes, and how many bytes, against full snapshots. */
final class Reconnects {

    static final double REACH_PER_CORE = 2_000;

    /** Greeting, manifest and frontier, and the frames around what has changed. */
    private static final int CONSTANT_BYTES = 1_024;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Stage stage;
    private final List<String> faults = new ArrayList<>();
    private final List<String> goals = new ArrayList<>();

    private Reconnects(Stage stage) {
        this.stage = stage;
    }

    static Report run(Stage stage) {
        return new Reconnects(stage).measure();
    }

    private record Return(double seconds, double nodeSeconds, long bytesEach) {}

    private Report measure() {
        Scale scale = stage.scale();
        int count = scale.largestAudience() / 2;
        stage.say("P5: %,d sessions return".formatted(count));
        List<Session> sessions = stage.online(count);
        var table = new Table(
                "changes missed", "bytes each", "at most", "time s", "sessions/s", "sessions/s of node's processor");
        returning(sessions, 0, true);
        Return full = returning(sessions, 0, true);
        long entry = full.bytesEach / Stage.HOUSE_CAMERAS;
        double slowest = Double.MAX_VALUE;
        for (int missed : scale.missed()) {
            Return delta = returning(sessions, missed, false);
            long bound = CONSTANT_BYTES + 8L * Stage.HOUSE_CAMERAS + entry * Math.min(missed, Stage.HOUSE_CAMERAS);
            double perCore = count / delta.nodeSeconds;
            slowest = Math.min(slowest, perCore);
            row(table, "%,d".formatted(missed), delta, "%,d".formatted(bound), count);
            goals.add(Report.goal(
                    delta.bytesEach <= bound,
                    "%,d bytes after %,d changes (at most %,d)".formatted(delta.bytesEach, missed, bound)));
        }
        row(table, "all: full snapshots", full, "", count);
        goals.add(Report.goal(
                slowest >= REACH_PER_CORE,
                String.format(
                        Locale.ROOT,
                        "%,.0f sessions/s for each processor second of the node (at least %,.0f)",
                        slowest,
                        REACH_PER_CORE)));
        faults.addAll(stage.crowd().faults());
        return new Report(
                "P5",
                Benchmark.P5.title(),
                ("%,d sessions that hold an address of %d cameras are cut off, cameras change, all return at once (admission is set"
                                + " out of the way) until the last is at its frontier. Bytes are the content of all frames that one session is"
                                + " sent. The node's processor time is its own, so it does not depend on what else the machine does.")
                        .formatted(count, Stage.HOUSE_CAMERAS),
                List.of(table),
                goals,
                faults);
    }

    private Return returning(List<Session> sessions, int missed, boolean forget) {
        stage.crowd().watch(Watcher.NOBODY);
        stage.crowd().hangUp(sessions, forget);
        for (int i = 0; i < missed; i++) {
            stage.rig()
                    .admin()
                    .call(
                            "PATCH",
                            "/cameras/bench.cam.%d".formatted(i % Stage.HOUSE_CAMERAS),
                            "{\"name\":\"Entrance, while away %d\"}".formatted(i));
        }
        stage.settle();
        var traffic = new NameWatch();
        stage.crowd().watch(traffic);
        long processor = stage.rig().nodeProcessorNanos();
        long began = System.nanoTime();
        stage.crowd().connect(sessions);
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        double nodeSeconds = (stage.rig().nodeProcessorNanos() - processor) / NANOS_PER_SECOND;
        long bytes = traffic.bytes() / sessions.size();
        stage.crowd().watch(Watcher.NOBODY);
        return new Return(seconds, nodeSeconds, bytes);
    }

    private static void row(Table table, String what, Return outcome, String bound, int count) {
        table.row(
                what,
                "%,d".formatted(outcome.bytesEach),
                bound,
                String.format(Locale.ROOT, "%.2f", outcome.seconds),
                String.format(Locale.ROOT, "%,.0f", count / outcome.seconds),
                String.format(Locale.ROOT, "%,.0f", count / outcome.nodeSeconds));
    }
}
