package io.sightline.engine.journal;

/** What is kept cannot be read, or what should be kept cannot be written: an entity that meets it stops and is reported. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
