package io.sightline.simulator.reference;

/** What can go wrong in the model. */
public enum Fault {
    /** When all is quiet the client lacks something, or has what it should not. */
    DIVERGED,
    /** Something left that was taken away, after this had been acknowledged. */
    SENT_AFTER_ACKNOWLEDGEMENT,
    /** A delta came for a base that the client does not hold. */
    BASE_MISMATCH,
    /** An entry came that the client had already. */
    APPLIED_TWICE,
    /** An acknowledgement never came. */
    NEVER_ACKNOWLEDGED
}
