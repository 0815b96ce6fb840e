package io.sightline.engine.sync.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Head;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.SourceChange;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;
import io.sightline.engine.sync.node.Sockets.Socket;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.FrameEncoder.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node's mirrors true: watches what its lanes need, renews leases, loads what it has missed, publishes changes, and
 * confirms them once every lane has passed the barrier. Runs on one thread, which also delivers what lanes tell it. All it
 * does it does through {@link NodeEffects}; it never waits.
 *
 * <p>The renewals of a node are spread over the renewal interval. A mirror that nobody needs is kept for a while, so that a
 * storm of reconnecting clients finds it warm.
 */
public final class NodeSync implements LaneEvents {

    private record Timer(long at, long order, Watched<?> watched) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.signum(at - other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private static final int LANES_AT_MOST = 64;

    private final NodeId self;
    private final SyncLimits limits;
    private final SyncClock clock;
    private final SyncMetrics metrics;
    private final NodeEffects effects;
    private final int lanes;
    private final long renewal;
    private final long loadTimeout;
    private final Map<SourceId, Watched<Mirror>> sources = new HashMap<>();
    private final Map<UserId, Watched<ManifestMirror>> users = new HashMap<>();
    private final Sockets sockets;
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long order;
    private long round;
    private long now;

    public NodeSync(
            NodeId self, int lanes, SyncLimits limits, SyncClock clock, SyncMetrics metrics, NodeEffects effects) {
        if (lanes < 1 || lanes > LANES_AT_MOST) {
            throw new IllegalArgumentException("A node has 1 to " + LANES_AT_MOST + " lanes");
        }
        this.self = self;
        this.lanes = lanes;
        this.limits = limits;
        this.clock = clock;
        this.metrics = metrics;
        this.effects = effects;
        sockets = new Sockets(limits.parkedSessions());
        renewal = limits.renewal().toNanos();
        loadTimeout = limits.loadTimeout().toNanos();
        now = clock.nanos();
    }

    // From the owners of feeds.

    public void changed(SourceChange change) {
        now = clock.nanos();
        Feed feed = new Feed.OfSource(change.source());
        Watched<Mirror> watched = sources.get(change.source());
        if (watched == null) {
            effects.unwatch(new Unwatch(feed, self, round));
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
        watched.keepEarly(change);
        if (watched.succession.admits(change.epoch())) {
            watched.heardOf(new Mark(change.epoch(), change.rev()));
            missed(watched);
        } else {
            doubt(watched, change.epoch());
        }
    }

    public void changed(ManifestChange change) {
        now = clock.nanos();
        Watched<ManifestMirror> watched = users.get(change.user());
        if (watched == null) {
            effects.unwatch(new Unwatch(new Feed.OfManifest(change.user()), self, round));
            return;
        }
        take(watched, change.manifest(), change.committedAt());
    }

    /** The owner's answer to a watch, or its unasked word after a restart. */
    public void answered(Head head) {
        now = clock.nanos();
        Watched<?> watched = watched(head.feed());
        if (watched == null) {
            effects.unwatch(new Unwatch(head.feed(), self, round));
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
            doubt(watched, mark.epoch());
            return;
        }
        if (watched.caughtUp()) {
            watched.copy.behind(false);
        } else if (!watched.succession.open() || watched.succession.decided()) {
            missed(watched);
        }
        settle(watched);
    }

    /** The whole of a source, as {@link NodeEffects#load} asked for it. */
    public void loaded(SourceId source, Source whole) {
        now = clock.nanos();
        Watched<Mirror> watched = sources.get(source);
        if (watched == null) {
            return;
        }
        watched.loading = false;
        if (!watched.succession.admits(whole.epoch())) {
            doubt(watched, whole.epoch());
            return;
        }
        Mirror mirror = watched.copy;
        Mark before = mirror.mark();
        boolean older = before != null && before.reaches(Mark.of(whole));
        if (!older) {
            mirror.load(whole, 0);
        }
        boolean gap = replay(watched) || !watched.caughtUp();
        mirror.behind(gap);
        published(watched);
        if (gap && older && !watched.succession.decided()) {
            // The owner's answer was no newer than what is here, so the next one is waited for, or loads would chase
            // loads.
            watched.early.clear();
        } else if (gap) {
            missed(watched);
        }
    }

    /** Applies the changes that came early. @return whether one of this history is left that does not fit */
    private static boolean replay(Watched<Mirror> watched) {
        Mirror mirror = watched.copy;
        boolean more = true;
        while (more) {
            more = false;
            for (var changes = watched.early.iterator(); changes.hasNext(); ) {
                SourceChange change = changes.next();
                Mark mark = mirror.mark();
                if (mirror.follows(change)) {
                    mirror.apply(change);
                    changes.remove();
                    more = true;
                } else if (mark == null || !mark.epoch().equals(change.epoch()) || change.rev() <= mark.rev()) {
                    // Of another epoch it may be older or newer; the next renewal tells which.
                    changes.remove();
                }
            }
        }
        return !watched.early.isEmpty();
    }

    /** The whole of a manifest, as {@link NodeEffects#load} asked for it. */
    public void loaded(UserId user, Manifest manifest) {
        now = clock.nanos();
        Watched<ManifestMirror> watched = users.get(user);
        if (watched != null) {
            watched.loading = false;
            take(watched, manifest, 0);
        }
    }

    /** The owner says that it does not exist. That it could not be asked is no such word: then nothing is called. */
    public void missing(Feed feed) {
        now = clock.nanos();
        if (!(feed instanceof Feed.OfManifest of)) {
            return;
        }
        for (Socket socket : List.copyOf(sockets.of(of.user()))) {
            if (!socket.admitted) {
                effects.onLane(socket.lane, lane -> lane.refused(socket.connection, ErrorCode.AUTH, CloseCode.GONE));
            }
        }
    }

    private void take(Watched<ManifestMirror> watched, Manifest manifest, long committedAt) {
        Mark before = watched.copy.mark();
        Mark mark = Mark.of(manifest);
        if (!watched.succession.admits(mark.epoch())) {
            doubt(watched, mark.epoch());
            return;
        }
        if (before != null && before.reaches(mark)) {
            settle(watched);
            if (watched.succession.decided()) {
                missed(watched);
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
        UserId user = identity.user();
        Socket socket = new Socket(lane, session, identity, resume);
        List<Socket> others = List.copyOf(sockets.of(user));
        int remaining = 0;
        for (Socket other : others) {
            if (other.sameInstallation(socket)) {
                if (other.successor == null) {
                    other.successor = socket;
                    socket.awaited++;
                    effects.onLane(other.lane, lanes -> lanes.replaced(other.connection));
                }
            } else {
                remaining++;
            }
        }
        sockets.add(socket);
        if (remaining >= limits.socketsPerUser()) {
            effects.onLane(lane, lanes -> lanes.refused(session, ErrorCode.LIMIT, CloseCode.TOO_MANY));
            return;
        }
        Watched<ManifestMirror> watched = users.get(user);
        if (watched == null) {
            long lease = limits.manifestLease().toNanos();
            watched = new Watched<>(new Feed.OfManifest(user), new ManifestMirror(user), lease, lanes);
            users.put(user, watched);
            begin(watched);
        }
        watched.idle = false;
        admit(watched, socket);
    }

    /** Lets a socket open when the manifest may be served from and the installation's former socket has left. */
    private void admit(Watched<ManifestMirror> watched, Socket socket) {
        if (socket.admitted || socket.awaited > 0 || !watched.copy.live(now)) {
            return;
        }
        socket.admitted = true;
        watched.enterOnce(socket.lane);
        ManifestMirror mirror = watched.copy;
        Parked parked = sockets.unpark(socket.resume, socket.identity, now);
        effects.onLane(socket.lane, lane -> lane.admitted(socket.connection, mirror, parked));
    }

    @Override
    public void left(int lane, Connection session, @Nullable Parked parked, SessionStatus last) {
        now = clock.nanos();
        Socket socket = sockets.remove(session);
        if (parked != null) {
            sockets.park(parked, now + limits.parking().toNanos());
        }
        if (socket == null) {
            return;
        }
        effects.presence(socket.identity.user(), last);
        Watched<ManifestMirror> watched = users.get(socket.identity.user());
        if (watched == null) {
            return;
        }
        List<Socket> rest = sockets.of(socket.identity.user());
        if (rest.stream().noneMatch(other -> other.admitted && other.lane == lane)) {
            watched.leave(lane);
            confirm(watched);
        }
        if (rest.isEmpty()) {
            idle(watched, limits.parking().toNanos());
        }
        if (socket.successor != null) {
            socket.successor.awaited--;
            admit(watched, socket.successor);
        }
    }

    @Override
    public void wanted(int lane, SourceId source) {
        now = clock.nanos();
        Watched<Mirror> watched = sources.get(source);
        if (watched == null) {
            long lease = limits.sourceLease().toNanos();
            watched = new Watched<>(new Feed.OfSource(source), new Mirror(source, limits.frameBytes()), lease, lanes);
            sources.put(source, watched);
            begin(watched);
        }
        watched.idle = false;
        watched.enter(lane);
        Mirror mirror = watched.copy;
        effects.onLane(lane, lanes -> lanes.mirrored(mirror));
    }

    @Override
    public void released(int lane, SourceId source) {
        now = clock.nanos();
        Watched<Mirror> watched = sources.get(source);
        if (watched != null) {
            watched.leave(lane);
            confirm(watched);
            if (!watched.onAnyLane()) {
                idle(watched, limits.sourceLinger().toNanos());
            }
        }
    }

    @Override
    public void passed(int lane, Feed feed, long version) {
        now = clock.nanos();
        Watched<?> watched = watched(feed);
        if (watched != null) {
            if (watched.passed(lane, version)) {
                tell(watched, false);
            }
            confirm(watched);
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
        sockets.expire(now);
        for (Timer timer = timers.peek(); timer != null && timer.at() - now <= 0; timer = timers.peek()) {
            timers.remove();
            Watched<?> watched = timer.watched();
            if (watched(watched.feed) != watched) {
                continue;
            }
            if (watched.idle && watched.idleUntil - now <= 0) {
                forget(watched);
                continue;
            }
            if (watched.loading && watched.loadUntil - now <= 0) {
                load(watched);
            }
            if (watched.renewAt - now <= 0) {
                renew(watched, renewal);
            }
            schedule(watched);
        }
    }

    /** How many mirrors of sources and manifests the node keeps. */
    public int mirrors() {
        return sources.size() + users.size();
    }

    /** How many sessions are open on the node, or about to be. */
    public int sessions() {
        return sockets.size();
    }

    private void begin(Watched<?> watched) {
        // The first renewal comes at a time of the feed's own within the interval, which spreads them all.
        long share = Math.floorMod((watched.feed.hashCode() * 0x9E3779B97F4A7C15L) >>> 1, renewal / 2);
        renew(watched, renewal / 2 + share);
        load(watched);
        schedule(watched);
    }

    private void renew(Watched<?> watched, long next) {
        watched.renewAt = now + next;
        watched.asked(++round, now);
        effects.watch(new Watch(watched.feed, self, round, watched.confirmed()));
    }

    private void load(Watched<?> watched) {
        watched.loading = true;
        watched.loadUntil = now + loadTimeout;
        effects.load(watched.feed);
    }

    private void schedule(Watched<?> watched) {
        timers.add(new Timer(watched.renewAt, order++, watched));
    }

    private void idle(Watched<?> watched, long linger) {
        watched.idle = true;
        watched.idleUntil = now + linger;
    }

    private void forget(Watched<?> watched) {
        if (watched.feed instanceof Feed.OfSource of) {
            sources.remove(of.source());
        } else if (watched.feed instanceof Feed.OfManifest of) {
            users.remove(of.user());
        }
        effects.unwatch(new Unwatch(watched.feed, self, round));
    }

    private @Nullable Watched<?> watched(Feed feed) {
        if (feed instanceof Feed.OfSource of) {
            return sources.get(of.source());
        }
        return feed instanceof Feed.OfManifest of ? users.get(of.user()) : null;
    }

    /** Somebody spoke of an epoch that is not the copy's: the owner is asked which of the two is the newer. */
    private void doubt(Watched<?> watched, Epoch other) {
        if (watched.succession.heard(other, round)) {
            watched.copy.behind(true);
            renew(watched, renewal);
        }
    }

    private void missed(Watched<?> watched) {
        watched.copy.behind(true);
        if (!watched.loading) {
            if (watched.feed instanceof Feed.OfSource of && watched.copy.mark() != null) {
                metrics.reloaded(of.source());
            }
            load(watched);
        }
    }

    private void published(Watched<?> watched) {
        Epoch other = watched.published(round);
        if (other != null) {
            doubt(watched, other);
        }
        tell(watched, watched.settleLease(now));
        confirm(watched);
        admitWaiting(watched);
    }

    private void settle(Watched<?> watched) {
        if (watched.settleLease(now)) {
            tell(watched, true);
        }
        admitWaiting(watched);
    }

    private void admitWaiting(Watched<?> watched) {
        if (watched.copy instanceof ManifestMirror mirror && watched.copy.live(now)) {
            Watched<ManifestMirror> same = users.get(mirror.user());
            if (same != null) {
                for (Socket socket : List.copyOf(sockets.of(mirror.user()))) {
                    admit(same, socket);
                }
            }
        }
    }

    private void tell(Watched<?> watched, boolean revived) {
        long version = watched.copy.version();
        for (int lane = 0; lane < lanes; lane++) {
            if (watched.post(lane, revived)) {
                if (watched.feed instanceof Feed.OfSource of) {
                    effects.onLane(lane, lanes -> lanes.sourceChanged(of.source(), version));
                } else if (watched.feed instanceof Feed.OfManifest of) {
                    effects.onLane(lane, lanes -> lanes.manifestChanged(of.user(), version));
                }
            }
        }
    }

    private void confirm(Watched<?> watched) {
        Mark mark = watched.confirmable();
        if (mark != null) {
            effects.confirm(new Confirm(watched.feed, self, mark));
        }
    }
}
