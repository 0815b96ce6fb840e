package io.sightline.bench.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in Markdown whose columns also stand under each other on a terminal. Not thread-safe. */
public final class Table {

    /** Markdown wants three dashes below a heading. */
    private static final int NARROWEST = 3;

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... columns) {
        rows.add(List.of(columns));
    }

    /** @throws IllegalArgumentException if there are more or fewer cells than columns */
    public Table row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("%d cells for %d columns"
                    .formatted(cells.length, rows.get(0).size()));
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Each line ends with a line feed. */
    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        Arrays.fill(widths, NARROWEST);
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], escaped(row.get(i)).length());
            }
        }
        var text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < widths.length; i++) {
                var cell = escaped(rows.get(r).get(i));
                text.append("| ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
            }
            text.append("|\n");
            if (r == 0) {
                for (int width : widths) {
                    text.append("| ").append("-".repeat(width)).append(' ');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|");
    }
}
