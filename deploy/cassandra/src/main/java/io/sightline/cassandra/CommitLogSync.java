package io.sightline.cassandra;

/** When Cassandra acknowledges a write relative to writing its commit log to the disk. */
public enum CommitLogSync {
    /** Acknowledge after the sync that the writes of one window share. */
    GROUP,
    /** Acknowledge after a sync that starts at once. */
    BATCH,
    /** Acknowledge first and sync later: loses acknowledged writes. For tests that prove its refusal. */
    PERIODIC
}
