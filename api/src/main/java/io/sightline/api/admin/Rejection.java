package io.sightline.api.admin;

import java.util.Optional;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

/** Ends the handling of a call with a problem, from however deep. It has no stack trace, for it is an answer and not a fault. */
final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Rejection(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    /** The rejection that a stage failed with; empty when it did not fail, or with something else. */
    static Optional<Rejection> of(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof Rejection rejection ? Optional.of(rejection) : Optional.empty();
    }

    Problem problem() {
        return problem;
    }
}
