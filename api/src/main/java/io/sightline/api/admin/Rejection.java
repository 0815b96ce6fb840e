package io.sightline.api.admin;

/** Ends the handling of a call with a problem, from however deep. It has no stack trace, for it is an answer and not a fault. */
final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Rejection(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
