package io.sightline.cli.terminal;

import org.jspecify.annotations.Nullable;

/** Something the command cannot do; its message is one line that says what the person at the keyboard can do about it. */
public final class Complaint extends RuntimeException {

    public Complaint(String message) {
        this(message, null);
    }

    public Complaint(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
