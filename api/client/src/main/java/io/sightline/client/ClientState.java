package io.sightline.client;

/** Where a running client stands. */
public enum ClientState {
    /** Made, not started. */
    IDLE,
    /** Fetching a token or opening a connection. */
    CONNECTING,
    /** Connected, not yet at the frontier. */
    SYNCING,
    /** Lacks nothing the server knows of. */
    IN_STEP,
    /** Connected, but the server cannot prove at present that it is up to date. */
    STALE,
    /** Not connected; tries again by itself. */
    WAITING,
    /** The server refuses the user for now; shows nothing and tries again by itself. */
    SUSPENDED,
    /** Ended for good: closed, replaced by another process, refused, or its store failed. */
    STOPPED
}
