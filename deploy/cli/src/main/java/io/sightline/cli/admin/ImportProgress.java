package io.sightline.cli.admin;

import java.util.List;
import java.util.function.LongConsumer;

import io.sightline.cli.terminal.Screen;

/** Tells a person how far an import is: a line redrawn four times a second, or one every five seconds. Thread-safe. */
public final class ImportProgress implements LongConsumer {

    private static final long REDRAW_NANOS = 250_000_000L;
    private static final long PRINT_NANOS = 5_000_000_000L;

    private final Screen screen;
    private final long began = System.nanoTime();
    private long told = began;

    public ImportProgress(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void accept(long lines) {
        long now = System.nanoTime();
        if (now - told < (screen.redraws() ? REDRAW_NANOS : PRINT_NANOS)) {
            return;
        }
        told = now;
        var line = "  %,d lines imported, %,.0f a second".formatted(lines, lines / ((now - began) / 1e9));
        if (screen.redraws()) {
            screen.draw(List.of(line));
        } else {
            screen.say(line);
        }
    }

    public synchronized void done() {
        screen.draw(List.of());
    }
}
