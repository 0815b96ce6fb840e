package io.sightline.engine.sync;

import io.sightline.engine.domain.SourceId;

/** What the protocol reports as it works. Called from every lane's thread, on the hot path: no locks, no waiting. */
public interface SyncMetrics {

    /** A session was let in. */
    default void opened() {}

    /** A connection ended with this close code; 0 when the client's side broke off. */
    default void closed(int code) {}

    /** A hello found no place in time. */
    default void turnedAway() {}

    /** A change was written to one session. */
    default void delivered(int bytes) {}

    /** A client acknowledged a change, this many milliseconds after it was committed; never negative. */
    default void applied(long millis) {}

    /** A whole source was written to one session although it held some of it, or none. */
    default void based(SourceId source) {}

    /** A source was rebased for one session. */
    default void rebased(SourceId source) {}

    /** A client refused a frame. */
    default void refused(SourceId source, String why) {}

    /** A client said it holds a revision that the source has not reached: a restore or two writers. */
    default void ahead(SourceId source) {}

    /** A source was given up for one session until a later retry. */
    default void quarantined(SourceId source) {}

    /** A verification found a client's copy of a source to differ. */
    default void diverged(SourceId source) {}

    /** A client cannot show an entry it stores. */
    default void unreadable(SourceId source) {}

    /** A mirror found a gap and loads its source whole. */
    default void reloaded(SourceId source) {}

    /** A session made no progress for long. */
    default void degraded() {}

    /** How the environments of this node stand, told every few seconds, and not by a lane. */
    default void standing(Standings now) {}

    /** So many operations of Synchronize are under way on this node. */
    default void operations(int underWay) {}

    /** What has been counted so far, for whoever asks this node, whichever thread that is on. */
    default NodeFigures figures() {
        return NodeFigures.none();
    }

    /** Reports nothing. */
    static SyncMetrics none() {
        return new SyncMetrics() {};
    }
}
