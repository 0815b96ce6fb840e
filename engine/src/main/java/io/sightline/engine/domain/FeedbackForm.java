package io.sightline.engine.domain;

import java.util.Optional;

/** What somebody fills in to leave feedback (seed 002); all of it is required. */
public record FeedbackForm(Personal name, Personal email, Personal phone, Personal message) {

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (isOut(name, Limits.NAME)) {
            return Optional.of("name");
        }
        if (isOut(email, Limits.NAME) || email.text().indexOf('@') < 1) {
            return Optional.of("email");
        }
        if (isOut(phone, Limits.PHONE)) {
            return Optional.of("phone");
        }
        return isOut(message, Limits.FEEDBACK) ? Optional.of("message") : Optional.empty();
    }

    private static boolean isOut(Personal text, int most) {
        return text.text().isBlank() || text.text().length() > most;
    }
}
