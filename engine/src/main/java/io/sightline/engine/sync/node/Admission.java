package io.sightline.engine.sync.node;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast a node lets sessions in, over all its lanes: so many each second, and as many at once after a quiet second.
 * Thread-safe and without locks.
 */
public final class Admission {

    private static final long SECOND = 1_000_000_000L;

    private final long interval;
    private final AtomicLong free;

    /** @param now the monotonic clock in nanoseconds */
    public Admission(int perSecond, long now) {
        interval = SECOND / perSecond;
        free = new AtomicLong(now - SECOND);
    }

    /** Takes one place, if there is one. */
    public boolean enter(long now) {
        while (true) {
            long next = free.get();
            long start = next - (now - SECOND) < 0 ? now - SECOND : next;
            if (start - now > 0) {
                return false;
            }
            if (free.compareAndSet(next, start + interval)) {
                return true;
            }
        }
    }
}
