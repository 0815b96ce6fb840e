package io.sightline.engine.sync.node;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * What one session knows of one source: what was written to it last, and whether more is due. There is one for each source
 * of each session, so it holds nothing else.
 */
final class Subscription {

    /** What to write next is something other than the natural thing. */
    enum Demand {
        NONE,
        /** A rebase even where a delta would do: a delta was refused. */
        REBASE,
        /** The whole. */
        BASE,
        /** All entries of the leaves that a verification found to differ. */
        LEAVES
    }

    final Session session;
    final LaneSource at;
    Grant grant;

    /** The epoch written last; null when the client holds nothing. */
    @Nullable
    Epoch epoch;

    long rev = -1;

    /** Its place among the source's subscriptions on this lane. */
    int index;

    Demand demand = Demand.NONE;

    /** Whether something is, or may be, due. */
    boolean dirty;

    /** Whether it stands in the session's list of those to look at. A dirty one does not while it waits for its mirror. */
    boolean listed;

    @Nullable
    Subscription next;

    Subscription(Session session, LaneSource at, Grant grant) {
        this.session = session;
        this.at = at;
        this.grant = grant;
    }

    SourceId source() {
        return at.source;
    }

    boolean holds(Epoch other, long otherRev) {
        return rev == otherRev && epoch != null && epoch.equals(other);
    }

    void holdsNothing() {
        epoch = null;
        rev = -1;
    }
}
