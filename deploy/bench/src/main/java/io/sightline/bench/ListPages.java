package io.sightline.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.bench.measure.Figures;
import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;
import io.sightline.bench.rig.Admin;
import io.sightline.bench.rig.BenchException;

/** P8: pages of every list of the admin plane, with a town of users behind them, against the smallest call there is. */
final class ListPages {

    static final double REACH_MILLIS = 100;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long FOLLOWED_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(20);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Question FLOOR = Question.of("nothing but who is asking", "/me", "");

    private final Stage stage;
    private final int users;
    private final int calls;
    private final List<String> faults = new ArrayList<>();
    private Admin admin;
    private double slowest;

    private ListPages(Stage stage) {
        this.stage = stage;
        this.admin = stage.rig().admin();
        this.users = stage.scale().town();
        this.calls = stage.scale().questions() / 2;
    }

    static Report run(Stage stage) {
        return new ListPages(stage).measure();
    }

    /**
     * What came of a question.
     *
     * @param rows of all answers together
     * @param searched whether words were looked for, which may be nowhere
     */
    private record Answers(Figures figures, long rows, boolean searched) {}

    private Report measure() {
        String how;
        Table table;
        try (var town = new Town(stage)) {
            List<Question> questions = Lists.of(town);
            Set<String> unasked = Lists.unasked(questions, admin.description());
            if (!unasked.isEmpty()) {
                throw new BenchException("no question asks %s: add one to Lists".formatted(unasked));
            }
            Map<String, Integer> expected = expected(town);
            stage.say("P8: making a town of %,d users".formatted(users));
            town.settle();
            double followed = follow(expected);
            how = how(town, followed, town.office().announce());
            table = askAll(questions, town.office().desk());
        }
        double rebuilt = rebuild();
        return new Report(
                "P8",
                Benchmark.P8.title(),
                how
                        + " Started again without the directory's folder, the node answered lists after %.1f s, of which it needs some to start."
                                .formatted(rebuilt),
                List.of(table),
                List.of(Report.goal(
                        slowest <= REACH_MILLIS,
                        String.format(
                                Locale.ROOT, "p99 of the slowest list %.1f ms (at most %.0f)", slowest, REACH_MILLIS))),
                faults);
    }

    /** How many of each kind of user there will be when the directory has the town. */
    private Map<String, Integer> expected(Town town) {
        int rare = town.residents().rare();
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("/users", count("/users") + town.residents().count());
        for (String list : List.of("/b2b-users", "/platform-users", "/sub-users")) {
            expected.put(list, count(list) + rare);
        }
        return expected;
    }

    /** @param desk who asks for what is one's own */
    private Table askAll(List<Question> questions, Admin desk) {
        stage.say("P8: asking %d questions".formatted(questions.size()));
        Figures floor = ask(FLOOR, admin).figures();
        var table = new Table("list", "p50 / p99 / max ms", "p99 of the smallest call's", "rows a page");
        table.row(FLOOR.what(), floor.toString(), "", "");
        for (Question each : questions) {
            Answers answers = ask(each, each.own() ? desk : admin);
            Figures figures = answers.figures();
            slowest = Math.max(slowest, figures.p99Millis());
            table.row(
                    each.what(),
                    figures.toString(),
                    String.format(Locale.ROOT, "%.1f", figures.p99Millis() / floor.p99Millis()),
                    String.format(Locale.ROOT, "%.1f", answers.rows() / (double) calls));
            if (answers.rows() == 0 && !answers.searched()) {
                faults.add("no rows in any answer: " + each.what());
            }
        }
        return table;
    }

    private String how(Town town, double followed, double told) {
        return ("%,d users: %,d each of the portal, of the platform and sub-users, all others made by billing requests. Every route that"
                        + " lists is asked, by the node's own description, and lists of a user, but for a few, of users with some hundred"
                        + " rows. %,d calls of each kind, one after the other over HTTP, after a tenth as many to warm up. The directory had"
                        + " all users %.1f s after the last call of the town's making was answered, and everybody was told a notification"
                        + " in %.1f s.")
                .formatted(users, town.residents().rare(), calls, followed, told);
    }

    private Answers ask(Question question, Admin asker) {
        var people = new People(7);
        int warmUp = calls / 10;
        var nanos = new long[calls];
        long rows = 0;
        boolean searched = false;
        for (int i = -warmUp; i < nanos.length; i++) {
            String path = question.path(people);
            searched |= path.contains("&q=");
            long began = System.nanoTime();
            String answer = asker.read(path);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - began;
                rows += Admin.json(answer).path("items").size();
            }
        }
        return new Answers(Figures.of(nanos), rows, searched);
    }

    /** Waits until the directory lists so many, and returns how many seconds it took. */
    private double follow(Map<String, Integer> expected) {
        stage.say("P8: waiting for the directory");
        long began = System.nanoTime();
        while (!isListed(expected)) {
            if (System.nanoTime() - began > FOLLOWED_WITHIN_NANOS) {
                throw new BenchException("after 20 minutes the directory has not all of " + expected);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return (System.nanoTime() - began) / NANOS_PER_SECOND;
    }

    /** How many seconds a node that has lost its directory takes to answer again, its start included. */
    private double rebuild() {
        stage.say("P8: starting the node without its directory");
        stage.leave();
        Map<String, Integer> expected = Map.of("/users", count("/users"), "/sub-users", count("/sub-users"));
        long began = System.nanoTime();
        stage.rig().restartWithoutDirectory();
        admin = stage.rig().admin();
        while (!isAnswered(expected)) {
            if (System.nanoTime() - began > FOLLOWED_WITHIN_NANOS) {
                throw new BenchException("the directory is not built anew after 20 minutes");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return (System.nanoTime() - began) / NANOS_PER_SECOND;
    }

    private boolean isListed(Map<String, Integer> expected) {
        return expected.entrySet().stream().allMatch(list -> count(list.getKey()) >= list.getValue());
    }

    /** While the directory is being built, lists are refused. */
    private boolean isAnswered(Map<String, Integer> expected) {
        try {
            return isListed(expected);
        } catch (BenchException building) {
            return false;
        }
    }

    private int count(String list) {
        JsonNode answer = Admin.json(admin.read(list + "?limit=1&count=true"));
        if (!answer.path("total").isInt()) {
            throw new BenchException("no total in %s".formatted(answer));
        }
        return answer.path("total").asInt();
    }
}
