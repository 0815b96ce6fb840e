package io.sightline.engine.domain;

/** Why a command is not carried out. The names are public protocol; prose is made at the edge. */
public enum Refusal {
    /** The entity was never created. */
    UNKNOWN_ENTITY,
    /** The entity has been deleted or terminated for good. */
    GONE,
    /** It exists already, with other content. */
    ALREADY_EXISTS,
    /** The login belongs to another user. */
    LOGIN_TAKEN,
    /** Another entity that the command names does not exist. */
    UNKNOWN_REFERENCE,
    /** The address code is neither in the tree nor in the directory of codes. */
    UNKNOWN_CSA,
    /** Only a leaf of the address tree holds devices and folders, and a node with either has no children. */
    NOT_A_LEAF,
    /** It still has children, devices, folders or members. */
    NOT_EMPTY,
    /** A limit would be exceeded; the detail names it. */
    LIMIT_EXCEEDED,
    /** The sender may not do this. */
    FORBIDDEN,
    /** The values of the command do not fit together or are out of range. */
    INVALID,
    /** The revision the sender saw is no longer the current one. */
    STALE,
    /** The same request id came before with another body. */
    REQUEST_REUSED,
    /** The entity's state does not allow it now. */
    CONFLICT
}
