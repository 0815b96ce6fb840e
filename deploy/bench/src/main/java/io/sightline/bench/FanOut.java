package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.sightline.bench.load.Watcher;
import io.sightline.bench.measure.Figures;
import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;
import io.sightline.bench.rig.RawStore;

/** P1: how long one durable change takes to the last of all sessions, against a bare broadcast and one raw write. */
final class FanOut {

    static final double REACH = 1.5;

    private static final long PATIENCE_MILLIS = 20_000;
    private static final int WARM_UP = 15;
    private static final int SETTLING_CHANGES = 3;

    private final Stage stage;
    private final Peers peers;
    private final List<String> faults = new ArrayList<>();
    private long changes;

    private FanOut(Stage stage, Peers peers) {
        this.stage = stage;
        this.peers = peers;
    }

    static Report run(Stage stage) {
        try (RawStore store = stage.rig().rawStore()) {
            return new FanOut(stage, new Peers(stage, store)).measure();
        }
    }

    private Report measure() {
        var table = new Table(
                "sessions",
                "bare Netty ms",
                "raw write ms",
                "answer ms",
                "last session ms",
                "ratio p50",
                "ratio p99",
                "lost");
        List<String> goals = new ArrayList<>();
        int bytes = 0;
        for (int audience : stage.scale().audiences()) {
            stage.say("P1: %,d sessions".formatted(audience));
            stage.online(audience);
            bytes = changes(audience, Math.min(WARM_UP, stage.scale().changes())).frameBytes;
            // Alone, and so that one process need not have twice as many files open.
            stage.online(0);
            Figures bare = peers.broadcasts(audience, bytes, stage.scale().changes());
            Figures writes = peers.writes(bytes, stage.scale().changes());
            stage.online(audience);
            changes(audience, SETTLING_CHANGES);
            Outcome outcome = changes(audience, stage.scale().changes());
            stage.online(0);
            bare = bare.and(peers.broadcasts(audience, bytes, stage.scale().changes()));
            writes = writes.and(peers.writes(bytes, stage.scale().changes()));
            double ratio = outcome.last.p50Millis() / (bare.p50Millis() + writes.p50Millis());
            double worst = outcome.last.p99Millis() / (bare.p99Millis() + writes.p99Millis());
            table.row(
                    String.format(Locale.ROOT, "%,d", audience),
                    bare.toString(),
                    writes.toString(),
                    outcome.answer.toString(),
                    outcome.last.toString(),
                    String.format(Locale.ROOT, "%.2f", ratio),
                    String.format(Locale.ROOT, "%.2f", worst),
                    Long.toString(outcome.lost));
            goals.add(Report.goal(
                    ratio <= REACH,
                    String.format(
                            Locale.ROOT,
                            "%.2f x (bare Netty + raw write) at %,d sessions, p50 (at most %.1f)",
                            ratio,
                            audience,
                            REACH)));
            if (outcome.lost > 0) {
                faults.add("%,d deliveries lost at %,d sessions".formatted(outcome.lost, audience));
            }
        }
        faults.addAll(stage.crowd().faults());
        return new Report(
                "P1",
                Benchmark.P1.title(),
                ("A camera of an address is renamed by the admin API; from the call to the last of all sessions that see the address"
                                + " (a frame of %d bytes). Bare Netty sends as many bytes to as many sockets of the same lean client, from"
                                + " one socket's frame to the last; half of its samples are taken before and half after, while no session is"
                                + " online. A raw write is one insert of as many bytes by the plain driver. Figures are p50 / p99 / max of %d"
                                + " changes.")
                        .formatted(bytes, stage.scale().changes()),
                List.of(table),
                goals,
                faults);
    }

    private record Outcome(Figures answer, Figures last, long lost, int frameBytes) {}

    private Outcome changes(int audience, int count) {
        long[] answers = new long[count];
        long[] lasts = new long[count];
        long lost = 0;
        var ears = new NameWatch();
        stage.crowd().watch(ears);
        for (int i = 0; i < count; i++) {
            stage.pause();
            var name = "Entrance, change %06d".formatted(++changes);
            var arrivals = ears.expect(name, audience);
            long began = System.nanoTime();
            stage.rig().admin().call("PATCH", "/cameras/" + Stage.CAMERA, "{\"name\":\"%s\"}".formatted(name));
            answers[i] = System.nanoTime() - began;
            long last = arrivals.await(PATIENCE_MILLIS);
            lost += arrivals.missing();
            lasts[i] = (last < 0 ? System.nanoTime() : last) - began;
        }
        stage.crowd().watch(Watcher.NOBODY);
        return new Outcome(Figures.of(answers), Figures.of(lasts), lost, ears.tellingBytes());
    }
}
