package io.sightline.engine.billing;

/**
 * One thing wrong with a request as it was sent.
 *
 * @param pointer where, as a JSON pointer; empty for the whole document
 * @param message for people; never repeats what was sent
 */
public record FieldError(String pointer, Code code, String message) {

    /** What is wrong; the names in lower case are public protocol. */
    public enum Code {
        /** Not JSON, or not in UTF-8. */
        MALFORMED,
        /** Deeper, longer or larger than allowed. */
        LIMIT,
        DUPLICATE_KEY,
        REQUIRED,
        TYPE,
        LENGTH,
        RANGE,
        FORMAT,
        UNKNOWN_FIELD,
        /** A type that only the engine records. */
        NOT_ACCEPTED,
        /** Fields that do not go together. */
        COMBINATION
    }
}
