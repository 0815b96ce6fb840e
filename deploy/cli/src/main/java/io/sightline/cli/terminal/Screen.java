package io.sightline.cli.terminal;

import java.io.PrintStream;
import java.util.List;

/**
 * Lines at the foot of the terminal that are drawn again in place, under lines that stay. Where standard output is no
 * terminal nothing is redrawn and only the lines that stay are printed. Thread-safe.
 */
public final class Screen {

    private static final String CLEAR_TO_END = "\u001b[J";
    private static final int WIDTH = 80;

    private final PrintStream out;
    private final boolean redraws;
    private List<String> drawn = List.of();

    public Screen(PrintStream out, boolean redraws) {
        this.out = out;
        this.redraws = redraws;
    }

    /** The screen of this process: redraws when a person is looking and the terminal can do it. */
    // Only from Java 22 on is the console there without a terminal, and Sightline runs on 17.
    @SuppressWarnings("SystemConsoleNull")
    public static Screen ofTerminal() {
        var term = System.getenv("TERM");
        return new Screen(System.out, System.console() != null && term != null && !term.equals("dumb"));
    }

    public boolean redraws() {
        return redraws;
    }

    /** Prints a line that stays, above what is redrawn. */
    public synchronized void say(String line) {
        var text = new StringBuilder(eraser()).append(line).append('\n');
        drawn.forEach(row -> text.append(row).append('\n'));
        print(text);
    }

    /** Replaces what was drawn before; each line is cut to the width of the screen. */
    public synchronized void draw(List<String> lines) {
        if (!redraws) {
            return;
        }
        var text = new StringBuilder(eraser());
        drawn = lines.stream().map(line -> Table.fit(line, WIDTH)).toList();
        drawn.forEach(row -> text.append(row).append('\n'));
        print(text);
    }

    private String eraser() {
        return drawn.isEmpty() ? "" : "\u001b[" + drawn.size() + "A\r" + CLEAR_TO_END;
    }

    /** One write, so that a redraw never flickers. */
    private void print(CharSequence text) {
        out.print(text);
        out.flush();
    }
}
