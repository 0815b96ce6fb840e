package io.sightline.engine.domain;

/** Whether a place or a camera that a user holds may be watched or is shown as locked. */
public enum GrantStatus {
    ACTIVE,
    BLOCKED
}
