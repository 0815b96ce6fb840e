package io.sightline.cassandra;

import org.jspecify.annotations.Nullable;

/** The node could not be started, stopped or asked; the message is one line that says what to do. */
public final class LocalCassandraException extends RuntimeException {

    LocalCassandraException(String message) {
        this(message, null);
    }

    LocalCassandraException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
