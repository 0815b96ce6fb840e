package io.sightline.engine.sync.node;

import java.util.ArrayDeque;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.Feed;
import org.jspecify.annotations.Nullable;

/** What NodeSync knows of one feed it watches: the lease, the load, the barrier. For NodeSync's thread. */
final class Watched<C extends Copy> {

    private static final int ROUNDS = 4;

    private static final int UNCONFIRMED = 32;

    record Publication(long version, Mark mark) {}

    final Feed feed;
    final C copy;
    final long lease;

    /** When to renew the lease. */
    long renewAt;

    /** Whether no lane and no session needs it, and how long it is kept then. */
    boolean idle;

    long idleUntil;

    /** Whether a load is on its way, and until when it is waited for. */
    boolean loading;

    long loadUntil;

    /** Unused for a manifest, of which every change is the whole. */
    final EarlyChanges early = new EarlyChanges();

    private final long[] rounds = new long[ROUNDS];
    private final long[] sentAt = new long[ROUNDS];
    private int round;

    private @Nullable Mark known;

    /** A lease that begins when the copy reaches a mark. */
    private @Nullable Mark leaseFrom;

    private long leaseUntil;

    private final long[] passed;
    private long lanes;
    private long posted;

    /** Lanes to tell once more when they have answered: they may have looked before the copy came to life. */
    private long again;

    private final ArrayDeque<Publication> unconfirmed = new ArrayDeque<>();
    private @Nullable Mark confirmed;

    /** Which of the epochs that were heard of is the newest. */
    final Succession succession = new Succession();

    Watched(Feed feed, C copy, long lease, int laneCount) {
        this.feed = feed;
        this.copy = copy;
        this.lease = lease;
        passed = new long[laneCount];
    }

    // The lease.

    void asked(long number, long now) {
        round = (round + 1) % ROUNDS;
        rounds[round] = number;
        sentAt[round] = now;
    }

    /** Takes a lease measured from when it was asked for; it begins once the copy is where the owner was. */
    void granted(long number, Mark head) {
        for (int i = 0; i < ROUNDS; i++) {
            if (rounds[i] == number) {
                leaseFrom = head;
                leaseUntil = sentAt[i] + lease;
            }
        }
    }

    /** Puts a granted lease into effect if its time has come. @return whether the copy came to life by it */
    boolean settleLease(long now) {
        Mark from = leaseFrom;
        Mark mark = copy.mark();
        if (from == null || mark == null || !mark.reaches(from)) {
            return false;
        }
        boolean before = copy.live(now);
        leaseFrom = null;
        copy.lease(leaseUntil);
        copy.behind(!caughtUp());
        return !before && copy.live(now);
    }

    // Order.

    /** Notes where the owner said it is, in the copy's epoch or before there is one. */
    void heardOf(Mark head) {
        if (succession.admits(head.epoch()) && (known == null || !known.reaches(head))) {
            known = head;
        }
    }

    /** Whether nothing newer is known or thought to exist. */
    boolean caughtUp() {
        Mark newest = known;
        Mark mark = copy.mark();
        return !succession.open() && (newest == null || (mark != null && mark.reaches(newest)));
    }

    // The barrier.

    /**
     * Notes that the copy has published.
     *
     * @param lastQuestion the last watch that this node has sent
     * @return another epoch that was heard of before, of which the owner must be asked; mostly null
     */
    @Nullable
    Epoch published(long lastQuestion) {
        Mark mark = copy.mark();
        Mark newest = known;
        if (mark == null) {
            return null;
        }
        succession.taken(mark.epoch(), lastQuestion);
        Epoch other = null;
        if (newest != null && !newest.epoch().equals(mark.epoch())) {
            known = null;
            other = newest.epoch();
        }
        unconfirmed.addLast(new Publication(copy.version(), mark));
        if (unconfirmed.size() > UNCONFIRMED) {
            unconfirmed.removeFirst();
        }
        return other;
    }

    void enter(int lane) {
        lanes |= 1L << lane;
        posted &= ~(1L << lane);
        again &= ~(1L << lane);
        passed[lane] = copy.version();
    }

    /** Enters unless it is on the lane already. */
    void enterOnce(int lane) {
        if (!onLane(lane)) {
            enter(lane);
        }
    }

    void leave(int lane) {
        lanes &= ~(1L << lane);
        posted &= ~(1L << lane);
        again &= ~(1L << lane);
    }

    boolean onLane(int lane) {
        return (lanes & (1L << lane)) != 0;
    }

    boolean onAnyLane() {
        return lanes != 0;
    }

    /**
     * Whether a lane must be told; it is not told twice before it has answered.
     *
     * @param revived whether the copy has come to life, which the version does not show
     */
    boolean post(int lane, boolean revived) {
        long bit = 1L << lane;
        if ((lanes & bit) == 0) {
            return false;
        }
        if ((posted & bit) != 0) {
            again |= revived ? bit : 0;
            return false;
        }
        posted |= bit;
        return true;
    }

    /** @return whether the lane must be told again, for more was published, or the copy has come to life, since it looked */
    boolean passed(int lane, long version) {
        long bit = 1L << lane;
        boolean blind = (again & bit) != 0;
        posted &= ~bit;
        again &= ~bit;
        passed[lane] = Math.max(passed[lane], version);
        return onLane(lane) && (blind || passed[lane] < copy.version());
    }

    /** The newest mark that every lane has passed and that was not returned before; null when there is none. */
    @Nullable
    Mark confirmable() {
        long least = Long.MAX_VALUE;
        for (int lane = 0; lane < passed.length; lane++) {
            if (onLane(lane)) {
                least = Math.min(least, passed[lane]);
            }
        }
        Mark newest = null;
        while (!unconfirmed.isEmpty() && unconfirmed.getFirst().version() <= least) {
            newest = unconfirmed.removeFirst().mark();
        }
        if (newest != null) {
            confirmed = newest;
        }
        return newest;
    }

    /** What every lane has passed; null before the first load. */
    @Nullable
    Mark confirmed() {
        return confirmed;
    }
}
