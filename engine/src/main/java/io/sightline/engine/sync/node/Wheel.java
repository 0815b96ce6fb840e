package io.sightline.engine.sync.node;

import org.jspecify.annotations.Nullable;

/**
 * When to look at which session: a hashed wheel of linked sessions, so that a tick costs what is due and not what there is.
 * A session stands in it at most once; what lies beyond the horizon is looked at and put back.
 */
final class Wheel {

    private static final int GRAIN_BITS = 25;
    private static final int SLOTS = 1_024;

    private final @Nullable Session[] slots = new @Nullable Session[SLOTS];
    private long cursor;

    Wheel(long now) {
        cursor = now >> GRAIN_BITS;
    }

    /** The earlier of two times of the monotonic clock. */
    static long earlier(long one, long other) {
        return one - other <= 0 ? one : other;
    }

    /** Looks at a session then, or within a grain (34 ms) after; nothing changes when it is looked at earlier anyway. */
    void schedule(Session session, long at) {
        long grain = Math.max((at >> GRAIN_BITS) + 1, cursor + 1);
        if (session.wheelled) {
            if (session.wakeGrain <= grain) {
                return;
            }
            remove(session);
        }
        insert(session, grain);
    }

    void remove(Session session) {
        if (!session.wheelled) {
            return;
        }
        Session before = session.wheelPrev;
        Session after = session.wheelNext;
        if (before == null) {
            slots[session.wheelSlot] = after;
        } else {
            before.wheelNext = after;
        }
        if (after != null) {
            after.wheelPrev = before;
        }
        session.wheelPrev = null;
        session.wheelNext = null;
        session.wheelled = false;
    }

    /** Wakes every session that is due. */
    void advance(long now) {
        long target = now >> GRAIN_BITS;
        if (target - cursor > SLOTS) {
            // Nobody looked for long: every slot is due once, and no slot twice.
            cursor = target - SLOTS;
        }
        while (cursor < target) {
            cursor++;
            int slot = (int) (cursor & (SLOTS - 1));
            for (Session session = slots[slot]; session != null; session = slots[slot]) {
                remove(session);
                if (session.wakeGrain > cursor) {
                    insert(session, session.wakeGrain);
                } else {
                    session.wake(now);
                }
            }
        }
    }

    private void insert(Session session, long grain) {
        long reachable = Math.min(grain, cursor + SLOTS - 1);
        int slot = (int) (reachable & (SLOTS - 1));
        Session first = slots[slot];
        session.wakeGrain = grain;
        session.wheelSlot = (short) slot;
        session.wheelPrev = null;
        session.wheelNext = first;
        if (first != null) {
            first.wheelPrev = session;
        }
        slots[slot] = session;
        session.wheelled = true;
    }
}
