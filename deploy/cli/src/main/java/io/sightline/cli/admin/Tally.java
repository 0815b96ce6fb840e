package io.sightline.cli.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.cli.terminal.Table;

/** What became of the lines of a file. Thread-safe. */
public final class Tally {

    private static final List<String> OUTCOMES =
            List.of("applied", "no_op", "duplicate", "superseded", "rejected", "stopped", "kept");
    private static final int PROBLEMS_SHOWN = 5;

    private final Map<String, Map<String, Integer>> requests = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long calls;
    private long refusedCalls;

    synchronized void request(String type, String word, JsonNode result) {
        var outcome = word.replace('-', '_');
        requests.computeIfAbsent(type, first -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
        if (!OUTCOMES.contains(outcome)) {
            problem("%s: %s".formatted(type, result));
        }
    }

    synchronized void call(Line.Call call, AdminApi.Answer answer) {
        calls++;
        if (!answer.succeeded()) {
            refusedCalls++;
            problem("%s %s: %s".formatted(call.method(), call.path(), answer.problem()));
        }
    }

    public synchronized int requests(String outcome) {
        return requests.values().stream()
                .mapToInt(counts -> counts.getOrDefault(outcome, 0))
                .sum();
    }

    public synchronized long lines() {
        return calls
                + requests.values().stream()
                        .flatMap(counts -> counts.values().stream())
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    /** Whether each request has an outcome and each call succeeded. */
    public synchronized boolean complete() {
        return problems.isEmpty();
    }

    /** A table of request types and outcomes, the calls, and the first problems. */
    public synchronized List<String> report() {
        var table = new Table(24, 7, 6, 9, 10, 8, 7, 5);
        table.row("billing requests", "applied", "no-op", "duplicate", "superseded", "rejected", "stopped", "kept");
        requests.forEach((type, counts) -> {
            var cells = new ArrayList<String>();
            cells.add(type);
            OUTCOMES.forEach(outcome ->
                    cells.add(counts.containsKey(outcome) ? counts.get(outcome).toString() : "-"));
            table.row(cells.toArray(String[]::new));
        });
        var report = new ArrayList<>(table.lines());
        report.add("administrator's calls: %,d done, %,d refused".formatted(calls - refusedCalls, refusedCalls));
        problems.stream().limit(PROBLEMS_SHOWN).forEach(problem -> report.add("  " + problem));
        if (problems.size() > PROBLEMS_SHOWN) {
            report.add("  … and %,d more".formatted(problems.size() - PROBLEMS_SHOWN));
        }
        return report;
    }

    private void problem(String text) {
        problems.add(text);
    }
}
