package io.sightline.engine.sync.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncLimits;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that watch one feed, and who waits until none of them can hand out anything older than a mark (level R1). Lives
 * in the entity's actor; not thread-safe. Times are the entity's monotonic nanoseconds.
 *
 * <p>A fence passes when every watcher has confirmed its mark or has lost its lease. A watcher's lease is counted here from
 * the arrival of its watch and there from the sending, so it ends there first. After a recovery the former incarnation's
 * watchers are unknown: every node that may have been one is a suspect for one lease, or until it says that it holds nothing.
 *
 * @param <T> who waits, for instance where to reply
 */
public final class Fences<T> {

    private static final class Watcher {
        private long until;
        private long round;
        private @Nullable Mark confirmed;
    }

    private record Waiting<T>(Mark mark, T who) {}

    private final Feed feed;
    private final long lease;
    private final TreeMap<NodeId, Watcher> watchers = new TreeMap<>();
    private final List<Waiting<T>> waiting = new ArrayList<>();

    /** The epochs of the history in order, back to the first that someone who waits may name. */
    private final List<Epoch> epochs = new ArrayList<>();

    private @Nullable Mark head;

    /** @param head where the history is, or null before it begins */
    public Fences(Feed feed, SyncLimits limits, @Nullable Mark head) {
        this.feed = feed;
        var granted = feed instanceof Feed.OfSource ? limits.sourceLease() : limits.manifestLease();
        lease = granted.plus(limits.leaseMargin()).toNanos();
        if (head != null) {
            moved(head);
        }
    }

    /**
     * Says which nodes may have watched the former incarnation. Each of them must be sent {@link #announcement}.
     *
     * @return the suspects; empty when there are none
     */
    public Set<NodeId> suspect(Collection<NodeId> nodes, long now) {
        Set<NodeId> suspects = new TreeSet<>();
        for (NodeId node : nodes) {
            if (!watchers.containsKey(node)) {
                Watcher watcher = new Watcher();
                watcher.until = now + lease;
                watchers.put(node, watcher);
                suspects.add(node);
            }
        }
        return suspects;
    }

    /** What a suspect is told: where the head is. It unwatches when it holds nothing, and otherwise catches up and confirms. */
    public Head announcement() {
        return new Head(feed, 0, head, false);
    }

    /** Where the history is now. Call it after each event that moves the feed, before {@link #recipients}. */
    public void moved(Mark to) {
        if (head == null || !head.epoch().equals(to.epoch())) {
            if (waiting.isEmpty()) {
                epochs.clear();
            }
            epochs.add(to.epoch());
        }
        head = to;
    }

    /** To whom a change is told: every watcher, and every suspect. */
    public Set<NodeId> recipients(long now) {
        watchers.values().removeIf(watcher -> watcher.until - now <= 0);
        return new TreeSet<>(watchers.keySet());
    }

    /** Whether a node watches; an entity that is watched does not fall asleep. */
    public boolean watched(long now) {
        return watchers.values().stream().anyMatch(watcher -> watcher.until - now > 0);
    }

    /**
     * Notes a watch and answers it. One that a later watch or unwatch of the node has overtaken is answered without a lease.
     * Ask {@link #passed} afterwards: a watch confirms as well.
     */
    public Head watch(Watch watch, long now) {
        Watcher watcher = watchers.get(watch.node());
        boolean fresh = watcher == null || watcher.until - now <= 0;
        if (watcher == null) {
            watcher = new Watcher();
            watcher.until = now;
            watchers.put(watch.node(), watcher);
        }
        if (watch.round() <= watcher.round) {
            return new Head(feed, watch.round(), head, false);
        }
        watcher.round = watch.round();
        boolean empty = watch.confirmed() == null;
        if (!empty) {
            watcher.confirmed = watch.confirmed();
        } else if (fresh) {
            // An empty node may serve only what it loads after this answer, which is not older than the head.
            watcher.confirmed = head;
        }
        // An empty one that was answered before may come to serve what it loads after that answer, and no older.
        Mark mark = watcher.confirmed;
        boolean extended = (empty && fresh) || waiting.stream().allMatch(wait -> covers(mark, wait.mark()));
        if (extended) {
            watcher.until = now + lease;
        }
        return new Head(feed, watch.round(), head, extended);
    }

    public void unwatch(Unwatch unwatch) {
        Watcher watcher = watchers.get(unwatch.node());
        if (watcher != null && unwatch.round() >= watcher.round) {
            watchers.remove(unwatch.node());
        }
    }

    /** Notes what a node has confirmed. Ask {@link #passed} afterwards. */
    public void confirmed(Confirm confirm) {
        Watcher watcher = watchers.get(confirm.node());
        if (watcher != null && !covers(watcher.confirmed, confirm.mark())) {
            watcher.confirmed = confirm.mark();
        }
    }

    /** Lets someone wait for a mark. Ask {@link #passed} afterwards: with no watcher it passes at once. */
    public void await(Mark mark, T who) {
        waiting.add(new Waiting<>(mark, who));
    }

    /** Those who need wait no longer, in the order in which they began. Each is named once. */
    public List<T> passed(long now) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        watchers.values().removeIf(watcher -> watcher.until - now <= 0);
        List<T> done = new ArrayList<>();
        waiting.removeIf(wait -> {
            boolean passed = watchers.values().stream().allMatch(watcher -> covers(watcher.confirmed, wait.mark()));
            if (passed) {
                done.add(wait.who());
            }
            return passed;
        });
        return done;
    }

    /** When to ask {@link #passed} at the latest, or null when nobody waits. */
    public @Nullable Long nextExpiry() {
        if (waiting.isEmpty() || watchers.isEmpty()) {
            return null;
        }
        long earliest = Long.MAX_VALUE;
        boolean any = false;
        for (Watcher watcher : watchers.values()) {
            if (!any || watcher.until - earliest < 0) {
                earliest = watcher.until;
                any = true;
            }
        }
        return earliest;
    }

    /** A confirmed mark covers what is before it, and everything of the epochs before its own. */
    private boolean covers(@Nullable Mark confirmed, @Nullable Mark mark) {
        if (mark == null) {
            return true;
        }
        return confirmed != null
                && (confirmed.reaches(mark) || epochs.indexOf(confirmed.epoch()) > epochs.indexOf(mark.epoch()));
    }
}
