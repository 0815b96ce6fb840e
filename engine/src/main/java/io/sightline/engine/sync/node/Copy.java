package io.sightline.engine.sync.node;

import io.sightline.engine.sync.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A node's copy of a feed. Written by {@link NodeSync} on its thread, read by every lane: what is published is immutable and
 * stands behind volatile fields. A copy whose lease has run out must not be served from.
 */
public abstract sealed class Copy permits Mirror, ManifestMirror {

    private volatile boolean leased;
    private volatile long leaseUntil;
    private volatile boolean behind = true;

    /** Whether content may be handed out at this moment of the monotonic clock. */
    public final boolean live(long now) {
        return leased && leaseUntil - now > 0;
    }

    /** When the lease ends; means nothing unless {@link #live}. */
    public final long leaseUntil() {
        return leaseUntil;
    }

    /** Whether it is live and nothing newer is known to exist. */
    public final boolean current(long now) {
        return !behind && live(now);
    }

    /** What is published, or null before the first load. */
    public abstract @Nullable Mark mark();

    /** Counts publications from 1; 0 before the first. */
    public abstract long version();

    final void lease(long until) {
        if (!leased || until - leaseUntil > 0) {
            leaseUntil = until;
            leased = true;
        }
    }

    final void behind(boolean is) {
        behind = is;
    }
}
