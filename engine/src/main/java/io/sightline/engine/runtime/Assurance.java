package io.sightline.engine.runtime;

/** What has to be true before a command is answered. */
public enum Assurance {
    /** R0: durable at quorum, and enforced for every later request. */
    PERSISTED,
    /**
     * R1: besides, every obligation that follows from it is met, and no node will hand any byte that it took away to any
     * socket any more. Reached within the lease (10 s) even when a node has vanished.
     */
    FENCED
}
