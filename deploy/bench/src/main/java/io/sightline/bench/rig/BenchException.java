package io.sightline.bench.rig;

import org.jspecify.annotations.Nullable;

/** A benchmark cannot go on; the message is one line that says why. */
public final class BenchException extends RuntimeException {

    public BenchException(String message) {
        this(message, null);
    }

    public BenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
