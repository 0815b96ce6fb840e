package io.sightline.engine.domain;

/** What became of a billing request. */
public enum Outcome {
    APPLIED,
    /** Nothing had to change. */
    NO_OP,
    /** The same request came before; its first outcome stands. Said in replies, never recorded. */
    DUPLICATE,
    /** A newer request of this login had been applied already. */
    SUPERSEDED,
    REJECTED,
    /** Auto-provisioning is off, so the request was taken note of and not carried out. */
    STOPPED,
    /** Of a type or for a login nobody knows; kept so that nothing is lost. */
    KEPT
}
