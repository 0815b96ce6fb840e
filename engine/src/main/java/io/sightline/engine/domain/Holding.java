package io.sightline.engine.domain;

/** What somebody may do with a thing that belongs to a user; the later, the more. */
public enum Holding {
    /** It was shared, to look at. */
    VIEW,
    /** It was shared, and its fields may be changed. */
    CHANGE,
    OWNER
}
