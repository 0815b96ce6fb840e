package io.sightline.engine.sync.node;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;
import org.jspecify.annotations.Nullable;

/**
 * The feeds that a node watches: their leases renewed in time, the whole loaded when something is missing, and let go of a
 * while after the last who needed them. For NodeSync's thread.
 *
 * <p>The renewals of a node are spread over the renewal interval. A mirror that nobody needs is kept for a while, so that a
 * storm of reconnecting clients finds it warm.
 */
final class Watches {

    private record Timer(long at, long order, Watched<?> watched) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.signum(at - other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final NodeId self;
    private final int lanes;
    private final SyncLimits limits;
    private final SyncMetrics metrics;
    private final NodeEffects effects;
    private final long renewal;
    private final long loadTimeout;
    private final Map<SourceId, Watched<Mirror>> sources = new HashMap<>();
    private final Map<UserId, Watched<ManifestMirror>> users = new HashMap<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long order;
    private long round;

    Watches(NodeId self, int lanes, SyncLimits limits, SyncMetrics metrics, NodeEffects effects) {
        this.self = self;
        this.lanes = lanes;
        this.limits = limits;
        this.metrics = metrics;
        this.effects = effects;
        renewal = limits.renewal().toNanos();
        loadTimeout = limits.loadTimeout().toNanos();
    }

    // What is watched.

    @Nullable
    Watched<Mirror> source(SourceId id) {
        return sources.get(id);
    }

    @Nullable
    Watched<ManifestMirror> user(UserId id) {
        return users.get(id);
    }

    @Nullable
    Watched<?> of(Feed feed) {
        if (feed instanceof Feed.OfSource of) {
            return sources.get(of.source());
        }
        return feed instanceof Feed.OfManifest of ? users.get(of.user()) : null;
    }

    int size() {
        return sources.size() + users.size();
    }

    /** The last question that was put to an owner. */
    long round() {
        return round;
    }

    // Beginning and ending.

    /** Somebody needs a source. */
    Watched<Mirror> need(SourceId id, long now) {
        Watched<Mirror> watched = sources.get(id);
        if (watched == null) {
            long lease = limits.sourceLease().toNanos();
            watched = new Watched<>(new Feed.OfSource(id), new Mirror(id, limits.frameBytes()), lease, lanes);
            sources.put(id, watched);
            begin(watched, now);
        }
        watched.idle = false;
        return watched;
    }

    /** Somebody needs a user's manifest. */
    Watched<ManifestMirror> need(UserId id, long now) {
        Watched<ManifestMirror> watched = users.get(id);
        if (watched == null) {
            long lease = limits.manifestLease().toNanos();
            watched = new Watched<>(new Feed.OfManifest(id), new ManifestMirror(id), lease, lanes);
            users.put(id, watched);
            begin(watched, now);
        }
        watched.idle = false;
        return watched;
    }

    private void begin(Watched<?> watched, long now) {
        // The first renewal comes at a time of the feed's own within the interval, which spreads them all.
        long share = Math.floorMod((watched.feed.hashCode() * 0x9E3779B97F4A7C15L) >>> 1, renewal / 2);
        renew(watched, renewal / 2 + share, now);
        load(watched, now);
        schedule(watched);
    }

    /** Nobody needs it at present; it is let go of when that stays so. */
    void idle(Watched<?> watched, long linger, long now) {
        watched.idle = true;
        watched.idleUntil = now + linger;
    }

    private void forget(Watched<?> watched) {
        if (watched.feed instanceof Feed.OfSource of) {
            sources.remove(of.source());
        } else if (watched.feed instanceof Feed.OfManifest of) {
            users.remove(of.user());
        }
        decline(watched.feed);
    }

    /** Tells the owner that this node has no use for a feed. */
    void decline(Feed feed) {
        effects.unwatch(new Unwatch(feed, self, round));
    }

    // Asking and loading.

    /** Somebody spoke of an epoch that is not the copy's: the owner is asked which of the two is the newer. */
    void doubt(Watched<?> watched, Epoch other, long now) {
        if (watched.succession.heard(other, round)) {
            watched.copy.behind(true);
            renew(watched, renewal, now);
        }
    }

    /** Something between the copy and what was heard of is missing: the whole is loaded. */
    void missed(Watched<?> watched, long now) {
        watched.copy.behind(true);
        if (!watched.loading) {
            if (watched.feed instanceof Feed.OfSource of && watched.copy.mark() != null) {
                metrics.reloaded(of.source());
            }
            load(watched, now);
        }
    }

    private void renew(Watched<?> watched, long next, long now) {
        watched.renewAt = now + next;
        watched.asked(++round, now);
        effects.watch(new Watch(watched.feed, self, round, watched.confirmed()));
    }

    private void load(Watched<?> watched, long now) {
        watched.loading = true;
        watched.loadUntil = now + loadTimeout;
        effects.load(watched.feed);
    }

    private void schedule(Watched<?> watched) {
        timers.add(new Timer(watched.renewAt, order++, watched));
    }

    /** Renews, loads again and lets go of what is due. */
    void tick(long now) {
        for (Timer timer = timers.peek(); timer != null && timer.at() - now <= 0; timer = timers.peek()) {
            timers.remove();
            Watched<?> watched = timer.watched();
            if (of(watched.feed) != watched) {
                continue;
            }
            if (watched.idle && watched.idleUntil - now <= 0) {
                forget(watched);
                continue;
            }
            if (watched.loading && watched.loadUntil - now <= 0) {
                load(watched, now);
            }
            if (watched.renewAt - now <= 0) {
                renew(watched, renewal, now);
            }
            schedule(watched);
        }
    }
}
