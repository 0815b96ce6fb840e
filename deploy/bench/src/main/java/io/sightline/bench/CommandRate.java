package io.sightline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import io.sightline.bench.measure.Figures;
import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;
import io.sightline.bench.rig.RawStore;

/** P4: how many billing requests a second are carried out durably, against raw inserts of as many bytes. */
final class CommandRate {

    static final double REACH = 0.6;

    private static final int IN_FLIGHT = 256;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Stage stage;
    private final RawStore store;
    private final List<String> faults = new ArrayList<>();
    private long rows;

    private CommandRate(Stage stage, RawStore store) {
        this.stage = stage;
        this.store = store;
    }

    static Report run(Stage stage) {
        try (RawStore store = stage.rig().rawStore()) {
            return new CommandRate(stage, store).measure();
        }
    }

    /**
     * One kind of work, done once.
     *
     * @param nodeMicros of processor time that the node spent on each
     * @param storeMicros the same of Cassandra
     */
    private record Round(double perSecond, Figures each, double nodeMicros, double storeMicros) {}

    private Report measure() {
        Scale scale = stage.scale();
        stage.residents();
        stage.say("P4: warming up");
        long before = store.sightlineBytes();
        commands(scale.warmUpCommands());
        int bytes = Math.toIntExact((store.sightlineBytes() - before) / scale.warmUpCommands());
        raw(scale.warmUpCommands(), bytes);

        var table = new Table(
                "round",
                "raw inserts/s",
                "p50 / p99 / max ms",
                "Cassandra µs each",
                "commands/s",
                "p50 / p99 / max ms",
                "node µs each",
                "Cassandra µs each",
                "ratio");
        double[] ratios = new double[scale.rounds()];
        for (int i = 0; i < scale.rounds(); i++) {
            Round raw = raw(scale.roundCommands(), bytes);
            Round commands = commands(scale.roundCommands());
            // The last requests are settled in the log after they are answered.
            stage.settle();
            ratios[i] = commands.perSecond / raw.perSecond;
            table.row(
                    Integer.toString(i + 1),
                    String.format(Locale.ROOT, "%,.0f", raw.perSecond),
                    raw.each.toString(),
                    String.format(Locale.ROOT, "%,.0f", raw.storeMicros),
                    String.format(Locale.ROOT, "%,.0f", commands.perSecond),
                    commands.each.toString(),
                    String.format(Locale.ROOT, "%,.0f", commands.nodeMicros),
                    String.format(Locale.ROOT, "%,.0f", commands.storeMicros),
                    String.format(Locale.ROOT, "%.2f", ratios[i]));
            stage.say("P4: round %d: %,.0f raw inserts/s, %,.0f commands/s"
                    .formatted(i + 1, raw.perSecond, commands.perSecond));
        }
        Arrays.sort(ratios);
        double median = ratios[(ratios.length - 1) / 2];
        return new Report(
                "P4",
                Benchmark.P4.title(),
                ("Billing requests (pause, resume) of %,d users as one HTTP stream with %d under way, against inserts of %d bytes"
                                + " (what one request leaves in journal and request log) by the plain driver, %d under way;"
                                + " %,d of each a round. The processor time of node and store does not depend on what else the"
                                + " machine does.")
                        .formatted(scale.users(), IN_FLIGHT, bytes, IN_FLIGHT, scale.roundCommands()),
                List.of(table),
                List.of(Report.goal(
                        median >= REACH,
                        String.format(
                                Locale.ROOT, "%.2f of raw, median of the rounds (at least %.1f)", median, REACH))),
                faults);
    }

    /** Each user is paused and resumed in turn, so that every request changes something. */
    private Round commands(int count) {
        var residents = stage.residents();
        Used before = used();
        var answered = stage.billing(count, i -> {
            boolean pause = i / residents.size() % 2 == 0;
            return stage.request(
                    pause ? "pause_entity" : "unpause_entity",
                    residents.get(i % residents.size()).login(),
                    pause ? ",\"reason\":\"unpaid\"" : "");
        });
        long wrong = answered.results().stream()
                .filter(line -> !line.contains("\"outcome\":\"applied\""))
                .count();
        if (wrong > 0) {
            faults.add("%,d of %,d requests were not applied".formatted(wrong, count));
        }
        return round(count, answered.tookNanos(), answered.each(), before);
    }

    private Round raw(int count, int bytes) {
        var places = new Semaphore(IN_FLIGHT);
        var content = new byte[bytes];
        var nanos = new long[count];
        List<CompletableFuture<?>> all = new ArrayList<>(count);
        Used before = used();
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int index = i;
            places.acquireUninterruptibly();
            nanos[index] = System.nanoTime();
            all.add(store.write("user-" + i % stage.scale().users(), rows++, content)
                    .whenComplete((done, failure) -> {
                        nanos[index] = System.nanoTime() - nanos[index];
                        places.release();
                    })
                    .toCompletableFuture());
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        return round(count, System.nanoTime() - began, Figures.of(nanos), before);
    }

    /** Processor time since the processes began, in nanoseconds. */
    private record Used(long node, long store) {}

    private Used used() {
        return new Used(stage.rig().nodeProcessorNanos(), stage.rig().storeProcessorNanos());
    }

    private Round round(int count, long took, Figures each, Used before) {
        Used after = used();
        return new Round(
                count * NANOS_PER_SECOND / took,
                each,
                (after.node - before.node) / NANOS_PER_MICRO / count,
                (after.store - before.store) / NANOS_PER_MICRO / count);
    }
}
