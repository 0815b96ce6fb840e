package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;
import io.sightline.bench.rig.Admin;

/** P9: whether the node's heap stays flat while everything is done to it over and over. */
final class Soak {

    static final double REACH = 1.05;

    private static final int SAMPLES = 10;

    /** Samples at each end whose means are compared; the first sample follows a first round of everything. */
    private static final int ENDS = 3;

    private static final int LISTS_A_ROUND = 40;

    /** One of so many users is paused and unpaused. */
    private static final int USERS_A_PAUSED = 10;

    private static final int RETURNING = 10;
    private static final double MEGA = 1_048_576;

    private static final List<String> LISTS = List.of(
            "/users?q=bench&sort=name&limit=50",
            "/users?status=active&facets=userType&count=true",
            "/cameras?q=entrance&limit=50",
            "/addresses?parentId=",
            "/billing/requests?limit=50",
            "/audit?limit=50");

    private final Stage stage;
    private long requests;
    private long lists;
    private long returns;
    private long changes;
    private final List<String> faults = new ArrayList<>();

    private Soak(Stage stage) {
        this.stage = stage;
    }

    static Report run(Stage stage) {
        return new Soak(stage).measure();
    }

    private Report measure() {
        long whole = stage.scale().soak().toNanos();
        stage.online(stage.scale().users());
        stage.say("P9: everything over and over for %,d s"
                .formatted(stage.scale().soak().toSeconds()));
        for (int asked = 0; asked < stage.scale().remembered(); asked += 2) {
            pauseAndUnpause();
        }
        round();
        var table = new Table(
                "after s", "billing requests", "changes of cameras", "lists", "sessions returned", "heap in use MB");
        double[] heap = new double[SAMPLES + 1];
        long began = System.nanoTime();
        for (int sample = 0; sample <= SAMPLES; sample++) {
            while (System.nanoTime() - began < whole * sample / SAMPLES) {
                round();
            }
            heap[sample] = stage.rig().nodeHeapBytes() / MEGA;
            table.row(
                    String.format(Locale.ROOT, "%,.0f", (System.nanoTime() - began) / 1e9),
                    "%,d".formatted(requests),
                    "%,d".formatted(changes),
                    "%,d".formatted(lists),
                    "%,d".formatted(returns),
                    String.format(Locale.ROOT, "%.1f", heap[sample]));
        }
        faults.addAll(stage.crowd().faults());
        double growth = mean(heap, SAMPLES + 1 - ENDS) / mean(heap, 0);
        return new Report(
                "P9",
                Benchmark.P9.title(),
                ("%,d sessions are online, one of each user. Over and over: one of %d users is paused and unpaused by billing"
                                + " requests, a camera that all see is renamed, lists are asked for, and a tenth of the sessions is"
                                + " cut off and returns. Before, each of those users was sent %d requests, of which its state"
                                + " remembers 500. The heap is what is in use after a full collection.")
                        .formatted(
                                stage.scale().users(),
                                USERS_A_PAUSED,
                                stage.scale().remembered()),
                List.of(table),
                List.of(Report.goal(
                        growth <= REACH,
                        String.format(
                                Locale.ROOT,
                                "the heap of the last %d samples is %.3f of that of the first %d (at most %.2f)",
                                ENDS,
                                growth,
                                ENDS,
                                REACH))),
                faults);
    }

    private void pauseAndUnpause() {
        var residents = stage.residents();
        int paused = Math.max(1, residents.size() / USERS_A_PAUSED);
        var answered = stage.billing(2 * paused, i -> {
            boolean pause = i < paused;
            return stage.request(
                    pause ? "pause_entity" : "unpause_entity",
                    residents.get(i % paused).login(),
                    pause ? ",\"reason\":\"unpaid\"" : "");
        });
        requests += answered.results().size();
        long wrong = answered.results().stream()
                .filter(line -> !line.contains("\"outcome\":\"applied\""))
                .count();
        if (wrong > 0) {
            faults.add("%,d of %,d requests were not applied"
                    .formatted(wrong, answered.results().size()));
        }
    }

    private void round() {
        pauseAndUnpause();
        Admin admin = stage.rig().admin();
        admin.call("PATCH", "/cameras/" + Stage.CAMERA, "{\"name\":\"Soaked %d\"}".formatted(changes++));
        for (int i = 0; i < LISTS_A_ROUND; i++) {
            admin.read(LISTS.get(i % LISTS.size()));
            lists++;
        }
        int all = stage.scale().users();
        int tenth = Math.max(1, all / RETURNING);
        stage.online(all - tenth);
        stage.online(all);
        returns += tenth;
    }

    private static double mean(double[] of, int from) {
        double sum = 0;
        for (int i = from; i < from + ENDS; i++) {
            sum += of[i];
        }
        return sum / ENDS;
    }
}
