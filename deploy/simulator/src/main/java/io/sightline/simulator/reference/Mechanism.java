package io.sightline.simulator.reference;

/** What the protocol is made of. Left out, each makes the model fail; the test of that is the reason why it is there. */
public enum Mechanism {
    /** The client drops what its manifest does not grant, instead of being told of each removal. */
    MANIFEST,
    /** A cursor counts only under the grant it was reached under: what is lost and regained is another thing. */
    GRANT_NUMBER,
    /** Revisions compare only within one history of a source. */
    EPOCH,
    /** A mirror applies a change only to the revision it builds on, and loads the whole when one is missing. */
    PREDECESSOR,
    /** The owner says from time to time where it is, or the loss of the last change would never be seen. */
    HEARTBEAT,
    /** A removal is acknowledged when the mirror and the session have passed it, not when it is written. */
    FENCE,
    /** Removals older than the horizon are forgotten, so who is older gets the whole. */
    HORIZON,
    /** The client keeps a map for each source; what two sources have does not go when one of them loses it. */
    MAP_PER_SOURCE,
    /** What a session sends is looked up when it is sent; nothing waits in a queue. */
    LOOKED_UP_WHEN_SENT
}
