package io.sightline.engine.domain;

/** What the subscription of a user allows the user. */
public enum Service {
    /** Nothing: no access, and no camera records for this user. */
    NONE,
    /** No access for a time, while cameras go on recording for this user. */
    PAUSED,
    /** Live viewing without the archive. */
    LIVE_ONLY,
    FULL
}
