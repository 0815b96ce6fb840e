package io.sightline.engine.domain;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What the operator's billing says of a user's service.
 *
 * @param planName the plan's name there, or null when none is said
 * @param endDate the last day that is paid for, or null when none is said
 */
public record OperatorAnswer(
        Verdict verdict,
        @Nullable String planName,
        @Nullable LocalDate endDate) {

    /** How it stands there. */
    public enum Verdict {
        /** The login is active and has its packages. */
        SUBSCRIBED,
        /** The login is active and its packages are missing. */
        WITHOUT_PACKAGES,
        /** The login is unknown, or known and not active. */
        NOT_ACTIVE,
        /** There was no answer that can be understood. */
        SILENT
    }

    public static OperatorAnswer of(Verdict verdict) {
        return new OperatorAnswer(verdict, null, null);
    }

    /** Whether the login is active there. */
    public boolean isActive() {
        return verdict == Verdict.SUBSCRIBED || verdict == Verdict.WITHOUT_PACKAGES;
    }
}
