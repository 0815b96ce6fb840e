package io.sightline.simulator;

/** An invariant does not hold. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Invariant invariant;
    private long trace;

    Violation(Invariant invariant, String what) {
        super(what);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }

    /** The fingerprint of all that happened before. */
    long trace() {
        return trace;
    }

    Violation after(Trace events) {
        trace = events.hash();
        return this;
    }
}
