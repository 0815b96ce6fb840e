package io.sightline.engine.sync.node;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Head;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.SourceChange;
import io.sightline.engine.sync.node.Sockets.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node's mirrors true: watches what its lanes need, renews leases, loads what it has missed, publishes changes, and
 * confirms them once every lane has passed the barrier. Runs on one thread, which also delivers what lanes tell it. All it
 * does it does through {@link NodeEffects}; it never waits.
 */
public final class NodeSync implements LaneEvents {

    private static final int LANES_AT_MOST = 64;

    private final SyncLimits limits;
    private final SyncClock clock;
    private final NodeEffects effects;
    private final Watches watches;
    private final Reception reception;
    private final Barrier barrier;
    private long now;

    public NodeSync(
            NodeId self, int lanes, SyncLimits limits, SyncClock clock, SyncMetrics metrics, NodeEffects effects) {
        if (lanes < 1 || lanes > LANES_AT_MOST) {
            throw new IllegalArgumentException("A node has 1 to " + LANES_AT_MOST + " lanes");
        }
        this.limits = limits;
        this.clock = clock;
        this.effects = effects;
        watches = new Watches(self, lanes, limits, metrics, effects);
        reception = new Reception(limits, effects);
        barrier = new Barrier(self, lanes, effects);
        now = clock.nanos();
    }

    // From the owners of feeds.

    public void changed(SourceChange change) {
        now = clock.nanos();
        Watched<Mirror> watched = watches.source(change.source());
        if (watched == null) {
            watches.decline(new Feed.OfSource(change.source()));
            return;
        }
        if (watched.succession.past(change.epoch())) {
            return;
        }
        Mirror mirror = watched.copy;
        if (mirror.follows(change)) {
            mirror.apply(change);
            published(watched);
            return;
        }
        Mark mark = mirror.mark();
        if (mark != null && mark.epoch().equals(change.epoch()) && change.rev() <= mark.rev()) {
            return;
        }
        watched.early.keep(change);
        if (watched.succession.admits(change.epoch())) {
            watched.heardOf(new Mark(change.epoch(), change.rev()));
            watches.missed(watched, now);
        } else {
            watches.doubt(watched, change.epoch(), now);
        }
    }

    public void changed(ManifestChange change) {
        now = clock.nanos();
        Watched<ManifestMirror> watched = watches.user(change.user());
        if (watched == null) {
            watches.decline(new Feed.OfManifest(change.user()));
            return;
        }
        take(watched, change.manifest(), change.committedAt());
    }

    /** The owner's answer to a watch, or its unasked word after a restart. */
    public void answered(Head head) {
        now = clock.nanos();
        Watched<?> watched = watches.of(head.feed());
        if (watched == null) {
            watches.decline(head.feed());
            return;
        }
        Mark mark = head.head();
        if (mark == null) {
            if (head.round() != 0) {
                missing(head.feed());
            }
            return;
        }
        if (head.round() != 0) {
            watched.succession.answered(mark.epoch(), head.round());
        }
        if (head.extended()) {
            watched.granted(head.round(), mark);
        }
        watched.heardOf(mark);
        if (!watched.succession.admits(mark.epoch())) {
            watches.doubt(watched, mark.epoch(), now);
            return;
        }
        if (watched.caughtUp()) {
            watched.copy.behind(false);
        } else if (!watched.succession.open() || watched.succession.decided()) {
            watches.missed(watched, now);
        }
        settle(watched);
    }

    /** The whole of a source, as {@link NodeEffects#load} asked for it. */
    public void loaded(SourceId source, Source whole) {
        now = clock.nanos();
        Watched<Mirror> watched = watches.source(source);
        if (watched == null) {
            return;
        }
        watched.loading = false;
        if (!watched.succession.admits(whole.epoch())) {
            watches.doubt(watched, whole.epoch(), now);
            return;
        }
        Mirror mirror = watched.copy;
        Mark before = mirror.mark();
        boolean older = before != null && before.reaches(Mark.of(whole));
        if (!older) {
            mirror.load(whole, 0);
        }
        boolean gap = watched.early.replay(mirror) || !watched.caughtUp();
        mirror.behind(gap);
        published(watched);
        if (gap && older && !watched.succession.decided()) {
            // The owner's answer was no newer than what is here, so the next one is waited for, or loads would chase
            // loads.
            watched.early.clear();
        } else if (gap) {
            watches.missed(watched, now);
        }
    }

    /** The whole of a manifest, as {@link NodeEffects#load} asked for it. */
    public void loaded(UserId user, Manifest manifest) {
        now = clock.nanos();
        Watched<ManifestMirror> watched = watches.user(user);
        if (watched != null) {
            watched.loading = false;
            take(watched, manifest, 0);
        }
    }

    /** The owner says that it does not exist. That it could not be asked is no such word: then nothing is called. */
    public void missing(Feed feed) {
        now = clock.nanos();
        if (feed instanceof Feed.OfManifest of) {
            reception.refuseAll(of.user());
        }
    }

    private void take(Watched<ManifestMirror> watched, Manifest manifest, long committedAt) {
        Mark before = watched.copy.mark();
        Mark mark = Mark.of(manifest);
        if (!watched.succession.admits(mark.epoch())) {
            watches.doubt(watched, mark.epoch(), now);
            return;
        }
        if (before != null && before.reaches(mark)) {
            settle(watched);
            if (watched.succession.decided()) {
                watches.missed(watched, now);
            }
            return;
        }
        watched.copy.publish(manifest, committedAt);
        watched.copy.behind(!watched.caughtUp());
        published(watched);
    }

    // From the lanes.

    @Override
    public void joined(int lane, Connection session, Tokens.Verified identity, @Nullable String resume) {
        now = clock.nanos();
        Socket socket = new Socket(lane, session, identity, resume);
        if (reception.enter(socket)) {
            effects.arrived(session.sid(), identity);
            reception.admit(watches.need(identity.user(), now), socket, now);
        }
    }

    @Override
    public void opened(int lane, Connection session, Tokens.Verified identity) {
        effects.present(lane, session, identity);
    }

    @Override
    public void left(int lane, Connection session, @Nullable Parked parked, SessionStatus last) {
        now = clock.nanos();
        Socket socket = reception.leave(session, parked, now);
        if (socket == null) {
            return;
        }
        effects.left(last);
        UserId user = socket.identity.user();
        Watched<ManifestMirror> watched = watches.user(user);
        if (watched == null) {
            return;
        }
        if (!reception.onLane(user, lane)) {
            barrier.leave(watched, lane);
        }
        if (reception.isEmpty(user)) {
            watches.idle(watched, limits.parking().toNanos(), now);
        }
        if (socket.successor != null) {
            socket.successor.awaited--;
            reception.admit(watched, socket.successor, now);
        }
    }

    @Override
    public void wanted(int lane, SourceId source) {
        now = clock.nanos();
        Watched<Mirror> watched = watches.need(source, now);
        watched.enter(lane);
        Mirror mirror = watched.copy;
        effects.onLane(lane, lanes -> lanes.mirrored(mirror));
    }

    @Override
    public void released(int lane, SourceId source) {
        now = clock.nanos();
        Watched<Mirror> watched = watches.source(source);
        if (watched != null) {
            barrier.leave(watched, lane);
            if (!watched.onAnyLane()) {
                watches.idle(watched, limits.sourceLinger().toNanos(), now);
            }
        }
    }

    @Override
    public void passed(int lane, Feed feed, long version) {
        now = clock.nanos();
        Watched<?> watched = watches.of(feed);
        if (watched != null) {
            barrier.passed(watched, lane, version);
        }
    }

    @Override
    public void verified(Verification.Result result) {
        effects.verified(result);
    }

    // Time.

    /** Renews, loads again and lets go of what is due; to be called every 100 ms or so. */
    public void tick() {
        now = clock.nanos();
        reception.tick(now);
        watches.tick(now);
    }

    /** How many mirrors of sources and manifests the node keeps. */
    public int mirrors() {
        return watches.size();
    }

    /** How many sessions are open on the node, or about to be. */
    public int sessions() {
        return reception.size();
    }

    // What follows.

    private void published(Watched<?> watched) {
        Epoch other = watched.published(watches.round());
        if (other != null) {
            watches.doubt(watched, other, now);
        }
        barrier.tell(watched, watched.settleLease(now));
        barrier.confirm(watched);
        admitWaiting(watched);
    }

    private void settle(Watched<?> watched) {
        if (watched.settleLease(now)) {
            barrier.tell(watched, true);
        }
        admitWaiting(watched);
    }

    /** A user's manifest may be served from now: those who wait for it may open. */
    private void admitWaiting(Watched<?> watched) {
        if (watched.feed instanceof Feed.OfManifest of) {
            Watched<ManifestMirror> user = watches.user(of.user());
            if (user != null) {
                reception.admitAll(user, now);
            }
        }
    }
}
