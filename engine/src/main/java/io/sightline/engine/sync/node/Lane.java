package io.sightline.engine.sync.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.Root;
import io.sightline.engine.sync.Standings;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.FrameEncoder.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one event loop. Every call is made on that loop's thread; what it needs from elsewhere it asks of {@link
 * LaneEvents} and is given by later calls.
 */
public final class Lane {

    /** What lanes of one node have in common. All of it is thread-safe but the random generator, of which each has its own. */
    public record Surroundings(
            SyncLimits limits,
            SyncClock clock,
            RandomGenerator random,
            Tokens tokens,
            Admission admission,
            LaneEvents events,
            SyncMetrics metrics,
            Executor loop) {}

    /** How far the sessions of one feed have come. R2 is reached when all are written, R3 when all have applied. */
    public record Progress(int sessions, int written, int applied) {
        public Progress plus(Progress other) {
            return new Progress(sessions + other.sessions, written + other.written, applied + other.applied);
        }
    }

    private record Goaway(long minMillis, long maxMillis, String why) {}

    private record Due(Session session, Verification.Request request) {}

    final int index;
    final SyncLimits limits;
    final Times times;
    final SyncClock clock;
    final Tokens tokens;
    final LaneEvents events;
    final SyncMetrics metrics;
    final Wheel wheel;
    final Window.Pool windows = new Window.Pool();
    final Root root = new Root();
    final Audience audience;

    private final RandomGenerator random;
    private final Executor loop;
    private final WaitingRoom waiting;
    private final ArrayDeque<Session> ready = new ArrayDeque<>();
    private final Paced<Due> verifying = new Paced<>();
    private final Paced<Session> leaving = new Paced<>();
    private Goaway goaway = new Goaway(0, 0, "");
    private long now;
    private long paced;
    private boolean continuing;

    public Lane(int index, Surroundings around) {
        this.index = index;
        limits = around.limits();
        times = new Times(limits);
        clock = around.clock();
        random = around.random();
        tokens = around.tokens();
        waiting = new WaitingRoom(around.admission(), times.admission);
        events = around.events();
        metrics = around.metrics();
        audience = new Audience(index, events);
        loop = around.loop();
        now = clock.nanos();
        paced = now;
        wheel = new Wheel(now);
    }

    public int index() {
        return index;
    }

    // For the edge.

    /**
     * Takes a new connection.
     *
     * @param bearer the token of the upgrade request, or null when the hello brings it
     */
    public Connection connect(Transport transport, Encoding encoding, @Nullable String bearer) {
        turn();
        return new Session(this, random.nextLong(), transport, encoding, bearer);
    }

    /** Lets time pass; to be called every 50 ms or so. */
    public void tick() {
        turn();
        wheel.advance(now);
        waiting.tick(now);
        pace();
        serve();
    }

    // For the node.

    /** Lets a session open, with the user's manifest under a lease. */
    public void admitted(Connection session, ManifestMirror user, @Nullable Parked parked) {
        turn();
        Opening opening = ((Session) session).opening();
        if (opening != null) {
            opening.admitted(user, parked);
        }
        serve();
    }

    /** Refuses a session that had joined. */
    public void refused(Connection session, ErrorCode code, CloseCode close) {
        turn();
        Opening opening = ((Session) session).opening();
        if (opening != null) {
            opening.refused(code, close);
        }
    }

    /** Ends a session whose installation has connected elsewhere. */
    public void replaced(Connection session) {
        turn();
        ((Session) session).replaced();
    }

    /** Gives the mirror the lane wanted. It may be empty yet; {@link #sourceChanged} follows when it is not. */
    public void mirrored(Mirror mirror) {
        turn();
        LaneSource source = audience.source(mirror.source());
        if (source != null) {
            source.mirror = mirror;
            spread(source);
        }
        serve();
    }

    /**
     * A mirror has published, or its lease has come back. When this call has told {@link LaneEvents#passed}, no byte older
     * than the mirror's state at its beginning can be handed to a transport of this lane any more; the writing comes after.
     *
     * @param version the least that the mirror has published
     */
    public void sourceChanged(SourceId id, long version) {
        turn();
        LaneSource source = audience.source(id);
        Mirror mirror = source == null ? null : source.mirror;
        events.passed(index, new Feed.OfSource(id), mirror == null ? version : mirror.version());
        if (source != null) {
            spread(source);
        }
        serve();
    }

    /** The same for a user's manifest; sessions have let go of lost grants when {@link LaneEvents#passed} is told. */
    public void manifestChanged(UserId id, long version) {
        turn();
        Audience.LaneUser user = audience.user(id);
        long passed = version;
        if (user != null) {
            ManifestMirror.Published published = user.mirror().published();
            if (published != null) {
                passed = published.version();
                Manifest manifest = published.manifest();
                for (Session session : List.copyOf(user.sessions())) {
                    session.manifestChanged(manifest, now);
                }
            }
        }
        events.passed(index, new Feed.OfManifest(id), passed);
        serve();
    }

    // For operators.

    /** How the user's sessions on this lane fare. */
    public List<SessionStatus> statuses(UserId id) {
        turn();
        List<SessionStatus> statuses = new ArrayList<>();
        Audience.LaneUser user = audience.user(id);
        if (user != null) {
            for (Session session : user.sessions()) {
                statuses.add(session.standing.status(now));
            }
        }
        return statuses;
    }

    /** How many sessions on this lane stand how. */
    public Standings standings() {
        turn();
        Map<SessionStatus.State, Integer> counts = new EnumMap<>(SessionStatus.State.class);
        audience.each(session -> counts.merge(session.standing.state(now), 1, Integer::sum));
        return new Standings(
                counts.getOrDefault(SessionStatus.State.IN_STEP, 0),
                counts.getOrDefault(SessionStatus.State.LAGGING, 0),
                counts.getOrDefault(SessionStatus.State.DEGRADED, 0),
                counts.getOrDefault(SessionStatus.State.QUARANTINED, 0),
                0);
    }

    /** How many sessions of a feed's holders on this lane have been written a mark, and how many have applied it. */
    public Progress progress(Feed feed, Mark mark) {
        return audience.progress(feed, mark);
    }

    /** Asks every session of a feed for an acknowledgement as soon as all is written to it. */
    public void fence(Feed feed) {
        turn();
        audience.of(feed).forEach(session -> session.fence(now));
        serve();
    }

    /** Verifies every session that holds a feed. */
    public void verify(Feed feed, Verification.Request request) {
        turn();
        audience.of(feed).forEach(session -> session.verify(request, now));
        serve();
    }

    /** Verifies one session, if it is open. */
    public void verify(Connection session, Verification.Request request) {
        turn();
        ((Session) session).verify(request, now);
        serve();
    }

    /** Verifies every session of the lane, so many each second. */
    public void verifyAll(Verification.Request request, int perSecond) {
        turn();
        verifying.perSecond(perSecond);
        audience.each(session -> verifying.add(new Due(session, request)));
    }

    /** Lets no one in any more and sends the sessions elsewhere, so many each second, each after a random time of its own. */
    public void drain(long minMillis, long maxMillis, int perSecond, String why) {
        turn();
        waiting.shut();
        goaway = new Goaway(minMillis, maxMillis, why);
        leaving.perSecond(perSecond);
        audience.each(leaving::add);
    }

    /** Closes what is still open; the end of a drain. */
    public void shut() {
        turn();
        audience.all().forEach(session -> session.close(CloseCode.NODE_LEAVES, "the node leaves"));
    }

    private void pace() {
        double seconds = (now - paced) / 1e9;
        paced = now;
        verifying.advance(seconds, due -> due.session().verify(due.request(), now));
        leaving.advance(seconds, session -> session.goaway(goaway.minMillis(), goaway.maxMillis(), goaway.why()));
    }

    // For sessions.

    long now() {
        return now;
    }

    /** Begins a turn: time is read once in each. */
    long turn() {
        now = clock.nanos();
        return now;
    }

    void enqueue(Session session) {
        if (!session.queued) {
            session.queued = true;
            ready.addLast(session);
        }
    }

    /** Serves those who have something due; lets the loop breathe after so many. */
    void serve() {
        int budget = limits.turn();
        while (budget-- > 0) {
            Session session = ready.pollFirst();
            if (session == null) {
                return;
            }
            session.queued = false;
            session.serve(now);
        }
        if (!ready.isEmpty() && !continuing) {
            continuing = true;
            loop.execute(this::proceed);
        }
    }

    private void proceed() {
        continuing = false;
        turn();
        serve();
    }

    /** Has a hello wait for its turn, if it cannot have it now. */
    void admit(Opening opening) {
        waiting.enter(opening, now);
    }

    private void spread(LaneSource source) {
        for (int i = 0; i < source.size(); i++) {
            Subscription subscription = source.get(i);
            subscription.session.changed(subscription, now);
        }
    }

    long randomMillis(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** 0.8 to 1.2 heartbeats. */
    long randomHeartbeat() {
        return random.nextLong(times.heartbeat * 8 / 10, times.heartbeat * 12 / 10 + 1);
    }
}
