package io.sightline.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells in columns of fixed width; what does not fit a cell ends in an ellipsis. Counts characters, so it is meant
 * for text without combining or double-width ones.
 */
public final class Table {

    private static final String GAP = "  ";

    private final List<Integer> widths;
    private final List<String> lines = new ArrayList<>();

    public Table(int... widths) {
        this.widths = new ArrayList<>();
        for (int width : widths) {
            this.widths.add(width);
        }
    }

    /** Adds a row; missing cells at its end are empty. */
    public Table row(String... cells) {
        if (cells.length > widths.size()) {
            throw new IllegalArgumentException("%d cells in %d columns".formatted(cells.length, widths.size()));
        }
        var line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            var cell = fit(cells[i], widths.get(i));
            line.append(i == 0 ? "" : GAP).append(cell).append(" ".repeat(widths.get(i) - cell.length()));
        }
        lines.add(line.toString().stripTrailing());
        return this;
    }

    /** Adds a line under the row before. */
    public Table rule() {
        int width = widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (widths.size() - 1);
        lines.add("-".repeat(width));
        return this;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The text in at most so many characters. */
    public static String fit(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}
