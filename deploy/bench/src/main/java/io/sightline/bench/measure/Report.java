package io.sightline.bench.measure;

import java.util.List;

/**
 * What came of one benchmark.
 *
 * @param name {@code P1} and so on
 * @param how what was done, in a few sentences
 * @param goals each with whether it was reached
 * @param faults deliveries lost and answers that were wrong; with a single one the benchmark has failed, whatever its speed
 */
public record Report(
        String name, String title, String how, List<Table> tables, List<String> goals, List<String> faults) {

    public Report {
        tables = List.copyOf(tables);
        goals = List.copyOf(goals);
        faults = List.copyOf(faults);
    }

    public boolean failed() {
        return !faults.isEmpty();
    }

    /** As Markdown. */
    public String text(Machine machine) {
        var text = new StringBuilder();
        text.append("# ").append(name).append(": ").append(title).append("\n\n");
        text.append(machine.text()).append('\n');
        text.append(how).append("\n\n");
        for (var table : tables) {
            text.append(table).append('\n');
        }
        goals.forEach(goal -> text.append("* ").append(goal).append('\n'));
        faults.forEach(fault -> text.append("* **FAILED**: ").append(fault).append('\n'));
        return text.toString();
    }

    /** A goal with its verdict. */
    public static String goal(boolean reached, String words) {
        return (reached ? "reached: " : "missed: ") + words;
    }
}
