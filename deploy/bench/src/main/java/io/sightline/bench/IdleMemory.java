package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.sightline.bench.load.Audience;
import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;
import io.sightline.bench.rig.BareNetty;

/** P3: how much of the node's heap an idle session holds, against a connection of the bare broadcaster. */
final class IdleMemory {

    static final double REACH_BYTES = 6 * 1_024;

    private static final double KILO = 1_024;

    private final Stage stage;

    private IdleMemory(Stage stage) {
        this.stage = stage;
    }

    static Report run(Stage stage) {
        return new IdleMemory(stage).measure();
    }

    private Report measure() {
        Scale scale = stage.scale();
        int users = scale.users();
        int all = scale.largestAudience();
        stage.online(0);
        stage.say("P3: %,d and %,d idle sessions".formatted(users, all));
        long empty = stage.rig().nodeHeapBytes();
        stage.online(users);
        stage.settle();
        long one = stage.rig().nodeHeapBytes();
        stage.online(all);
        stage.settle();
        long many = stage.rig().nodeHeapBytes();
        stage.online(0);
        double bare = bare(all);

        double first = (one - empty) / (double) users;
        double further = (many - one) / (double) (all - users);
        double average = (many - empty) / (double) all;
        var table = new Table("what", "sessions", "bytes each", "KB above bare Netty");
        row(table, "bare Netty connection", all, bare, bare);
        row(
                table,
                "a user's first session, with the user, its manifest and the first use of everything",
                users,
                first,
                bare);
        row(table, "each further session of the same users", all - users, further, bare);
        row(table, "all together", all, average, bare);
        return new Report(
                "P3",
                Benchmark.P3.title(),
                ("Bytes in use on the node's heap after a full collection: with nobody online, with one session of each of %,d users,"
                                + " with %d of each. All are at their frontier and idle; each user holds an address of 20 cameras.")
                        .formatted(users, scale.sessionsEach()),
                List.of(table),
                List.of(Report.goal(
                        Math.max(first, further) - bare <= REACH_BYTES,
                        String.format(
                                Locale.ROOT,
                                "%.1f KB above bare Netty for a user's first session with all that it brings, %.1f KB for each"
                                        + " further one (at most %.0f)",
                                (first - bare) / KILO,
                                (further - bare) / KILO,
                                REACH_BYTES / KILO))),
                new ArrayList<>(stage.crowd().faults()));
    }

    private double bare(int connections) {
        try (BareNetty server = stage.rig().bareNetty()) {
            try (var warmUp = new Audience(server.address(), 1)) {
                warmUp.broadcast(300).await(1_000);
            }
            long empty = server.heapBytes();
            try (var audience = new Audience(server.address(), connections)) {
                audience.broadcast(300).await(10_000);
                return (server.heapBytes() - empty) / (double) connections;
            }
        }
    }

    private static void row(Table table, String what, int sessions, double bytes, double bare) {
        table.row(
                what,
                String.format(Locale.ROOT, "%,d", sessions),
                String.format(Locale.ROOT, "%,.0f", bytes),
                String.format(Locale.ROOT, "%.1f", (bytes - bare) / KILO));
    }
}
