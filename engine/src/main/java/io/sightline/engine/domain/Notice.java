package io.sightline.engine.domain;

import java.util.Optional;

/** What a notification says (seed 002). */
public record Notice(Severity severity, Personal title, Personal text) {

    /** How it is shown. */
    public enum Severity {
        INFORMATION,
        WARNING,
        ERROR
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (title.text().isBlank() || title.text().length() > Limits.NAME) {
            return Optional.of("title");
        }
        return text.text().isBlank() || text.text().length() > Limits.NOTICE ? Optional.of("text") : Optional.empty();
    }
}
