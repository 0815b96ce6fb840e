package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import io.sightline.bench.load.Arrivals;
import io.sightline.bench.load.Watcher;
import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;
import io.sightline.bench.rig.RawStore;

/** P7: many changes of one address within seconds; how few frames they become, and that nothing piles up. */
final class Bursts {

    private static final String BLOCK = "bench.block";
    private static final String LAST = "bench.last";
    private static final long PATIENCE_MILLIS = 60_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEGA = 1 << 20;

    private final Stage stage;
    private final Peers peers;
    private final List<String> faults = new ArrayList<>();
    private final List<String> goals = new ArrayList<>();
    private final Table table = new Table(
            "burst",
            "changes",
            "seconds",
            "changes/s",
            "frames a session",
            "of per-change frames",
            "bytes a session",
            "last answer to last session ms",
            "bare Netty, a frame a change, s",
            "node heap after less before MB",
            "lost");
    private int bursts;

    private Bursts(Stage stage, Peers peers) {
        this.stage = stage;
        this.peers = peers;
    }

    static Report run(Stage stage) {
        try (RawStore store = stage.rig().rawStore()) {
            return new Bursts(stage, new Peers(stage, store)).measure();
        }
    }

    private Report measure() {
        Scale scale = stage.scale();
        int audience = scale.users();
        stage.online(audience);
        stage.say("P7: a camera flaps %,d times".formatted(scale.flaps()));
        burst("one camera flaps", audience, scale.flaps(), Stage.CAMERA, i -> stage.rig()
                .admin()
                .callAsync(
                        "PATCH",
                        "/cameras/bench.cam.2",
                        "{\"streams\":[{\"type\":\"high\",\"status\":\"%s\"},{\"type\":\"low\",\"status\":\"active\"}]}"
                                .formatted(i % 2 == 0 ? "inactive" : "active")));

        stage.say("P7: an import attaches %,d cameras".formatted(scale.imported()));
        stage.address(BLOCK);
        stage.camera(LAST, LAST);
        stage.rig().admin().call("PUT", "/cameras/%s/places/A:%s".formatted(LAST, BLOCK), "{}");
        stage.calls(audience, i -> stage.grant(stage.userIds().get(i), BLOCK));
        stage.calls(scale.imported(), i -> stage.rig()
                .admin()
                .callAsync("PUT", "/cameras/bench.import.%d".formatted(i), "{\"name\":\"Imported %d\"}".formatted(i)));
        stage.settle();
        burst("an import attaches cameras", audience, scale.imported(), LAST, i -> stage.rig()
                .admin()
                .callAsync("PUT", "/cameras/bench.import.%d/places/A:%s".formatted(i, BLOCK), "{}"));
        faults.addAll(stage.crowd().faults());
        return new Report(
                "P7",
                Benchmark.P7.title(),
                ("With %,d sessions online, many changes of one address, some tens of calls under way at a time. After the last answer"
                                + " one more camera of the address is renamed; that the last session hears of it ends the burst. Bare Netty"
                                + " sends a frame for each change to as many sockets, without a store. The node's heap is what is in use"
                                + " after a full collection right after the burst less the same before it; an import leaves its cameras"
                                + " there.")
                        .formatted(audience),
                List.of(table),
                goals,
                faults);
    }

    /** @param marker camera of the address that is renamed at the end */
    private void burst(
            String what, int audience, int changes, String marker, IntFunction<CompletableFuture<Void>> change) {
        long heap = stage.rig().nodeHeapBytes();
        var watch = new NameWatch();
        stage.crowd().watch(watch);
        long began = System.nanoTime();
        stage.calls(changes, change);
        long answered = System.nanoTime();
        var name = "After burst %d".formatted(++bursts);
        Arrivals arrivals = watch.expect(name, audience);
        stage.rig().admin().call("PATCH", "/cameras/" + marker, "{\"name\":\"%s\"}".formatted(name));
        long last = arrivals.await(PATIENCE_MILLIS);
        last = last < 0 ? System.nanoTime() : last;
        long grown = stage.rig().nodeHeapBytes() - heap;
        stage.crowd().watch(Watcher.NOBODY);
        if (arrivals.missing() > 0) {
            faults.add("%,d sessions were not in step after: %s".formatted(arrivals.missing(), what));
        }
        double seconds = (answered - began) / NANOS_PER_SECOND;
        double frames = watch.changeFrames() / (double) audience;
        long bare = peers.burstNanos(audience, watch.tellingBytes(), changes);
        table.row(
                what,
                "%,d".formatted(changes),
                String.format(Locale.ROOT, "%.1f", seconds),
                String.format(Locale.ROOT, "%,.0f", changes / seconds),
                String.format(Locale.ROOT, "%,.1f", frames),
                String.format(Locale.ROOT, "%.0f %%", 100 * frames / changes),
                "%,d".formatted(watch.bytes() / audience),
                String.format(Locale.ROOT, "%.1f", (last - answered) / NANOS_PER_MILLI),
                String.format(Locale.ROOT, "%.2f", bare / NANOS_PER_SECOND),
                String.format(Locale.ROOT, "%.1f", grown / MEGA),
                Integer.toString(arrivals.missing()));
        goals.add(Report.goal(
                frames < changes,
                String.format(Locale.ROOT, "%.1f frames a session for %,d changes: %s", frames, changes, what)));
    }
}
