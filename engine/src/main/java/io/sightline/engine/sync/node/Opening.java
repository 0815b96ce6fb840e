package io.sightline.engine.sync.node;

import java.util.List;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.ClientMessage.Held;
import io.sightline.engine.sync.wire.ClientMessage.Hello;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.FrameEncoder.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A session until it is open: its hello, its turn, its user's manifest, and the cursor where that must be asked for. When the
 * session is open nothing is left of it.
 */
final class Opening {

    private enum Phase {
        /** Nothing good has been heard. */
        NEW,
        /** A good hello waits for its turn. */
        WAITING,
        /** The node was asked for the user's manifest. */
        JOINING,
        /** Welcomed, and asked for its cursor. */
        ASKED,
        /** The session is open or closed. */
        OVER
    }

    private final Session session;
    private final Lane lane;
    private Phase phase = Phase.NEW;
    private @Nullable String bearer;
    private @Nullable Hello hello;
    private long deadline;

    Opening(Session session, @Nullable String bearer, long now) {
        this.session = session;
        this.bearer = bearer;
        lane = session.lane;
        deadline = now + lane.times.hello;
        lane.wheel.schedule(session, deadline);
    }

    // What the client says.

    void heard(Hello said, long now) {
        if (phase == Phase.NEW) {
            first(said, now);
        } else if (phase == Phase.ASKED) {
            Manifest manifest = session.user().manifest();
            if (manifest != null) {
                open(Claim.of(said), manifest, now);
            }
        } else {
            session.fail(ErrorCode.PROTOCOL, "hello twice", CloseCode.PROTOCOL);
        }
    }

    /** Something other than a hello; once that was heard, it is passed over. */
    void heardOther() {
        if (phase == Phase.NEW) {
            session.fail(ErrorCode.PROTOCOL, "the first message is hello", CloseCode.PROTOCOL);
        }
    }

    private void first(Hello said, long now) {
        String token = said.token() == null ? bearer : said.token();
        bearer = null;
        if (token == null
                || !(lane.tokens.verify(token, lane.clock.epochMillis()) instanceof Tokens.Verified verified)) {
            session.fail(ErrorCode.AUTH, "sign in again", CloseCode.AUTH);
            return;
        }
        if (!verified.environment().equals(said.environment())
                || !verified.installation().equals(said.installation())) {
            session.fail(ErrorCode.AUTH, "the token belongs to another installation", CloseCode.AUTH);
            return;
        }
        session.entitle(verified);
        hello = said;
        phase = Phase.WAITING;
        deadline = now + lane.times.hello;
        lane.admit(this);
    }

    // Its turn.

    /** Whether it waits for its turn. */
    boolean waiting() {
        return phase == Phase.WAITING;
    }

    /** The hello has its turn: the node is asked for the user. */
    void join() {
        phase = Phase.JOINING;
        Hello said = hello;
        String resume =
                said == null || said.resume() == null ? null : said.resume().sid();
        lane.events.joined(lane.index, session, session.identity(), resume);
    }

    /** Whether the node was told of the session, and so must be told of its end. */
    boolean joined() {
        return phase == Phase.JOINING || phase == Phase.ASKED;
    }

    /** No place was found in time. */
    void turnAway() {
        lane.metrics.turnedAway();
        long retry = lane.randomMillis(500, 5_000);
        session.outbound.send(session.outbound.encoder().error(ErrorCode.BUSY, null, retry, false, false));
        session.close(CloseCode.TOO_MANY, "busy");
    }

    void refused(ErrorCode code, CloseCode close) {
        if (phase != Phase.JOINING) {
            return;
        }
        if (code == ErrorCode.BUSY) {
            turnAway();
        } else {
            session.fail(code, null, close);
        }
    }

    // Its manifest.

    /** The node has the user's manifest under a lease. */
    void admitted(ManifestMirror mirror, @Nullable Parked parked) {
        if (phase != Phase.JOINING) {
            return;
        }
        Manifest manifest = mirror.manifest();
        Hello said = hello;
        if (manifest == null || said == null) {
            turnAway();
            return;
        }
        Entitlement entitlement = session.entitlement();
        entitlement.belongTo(mirror);
        lane.audience.enlist(session);
        session.outbound.opened();
        session.standing.opened();
        if (entitlement.endedBy(manifest)) {
            return;
        }
        long now = lane.now();
        lane.metrics.opened();
        List<Held> resumed = resumed(said, parked);
        if (resumed != null && parked != null) {
            session.welcome("resume", false);
            open(parked.manifest(), manifest, resumed, now);
        } else if (said.cursor() == null && (said.resume() != null || said.root() != null)) {
            session.welcome("delta", true);
            phase = Phase.ASKED;
            deadline = now + lane.times.hello;
            lane.wheel.schedule(session, deadline);
            session.outbound.flush();
        } else {
            Claim claim = Claim.of(said);
            session.welcome(claim.sameEpoch(manifest) ? "delta" : "full", false);
            open(claim, manifest, now);
        }
    }

    /** What the client holds by what the session before this one left; null when that cannot be told. */
    private static @Nullable List<Held> resumed(Hello said, @Nullable Parked parked) {
        if (parked == null || said.resume() == null) {
            return null;
        }
        boolean same = said.manifest() == null || said.manifest().equals(Mark.of(parked.manifest()));
        return same ? parked.heldAfter(said.resume().frame()) : null;
    }

    private void open(Claim claim, Manifest manifest, long now) {
        open(claim.goesBy(manifest) ? manifest : null, manifest, claim.cursor(), now);
    }

    /** @param known the manifest that the client holds exactly, or null when it must be told all of it */
    private void open(@Nullable Manifest known, Manifest manifest, List<Held> cursor, long now) {
        int wait = hello == null ? 0 : hello.waitSeconds();
        phase = Phase.OVER;
        session.opened();
        session.holdings.begin(known, manifest, cursor);
        session.standing.frontierSoon(now);
        if (session.outbound.oneAnswer()) {
            session.entitlement().answerBy(now + (wait == 0 ? lane.times.hello : wait * 1_000_000_000L));
            if (wait == 0) {
                session.standing.fence(now);
            }
        } else {
            lane.events.opened(lane.index, session, session.identity());
        }
        lane.enqueue(session);
    }

    // The rest.

    /** Whether the client was welcomed and reads. */
    boolean welcomed() {
        return phase == Phase.ASKED;
    }

    void wake(long now) {
        if (deadline - now > 0) {
            lane.wheel.schedule(session, deadline);
        } else if (phase == Phase.WAITING || phase == Phase.JOINING) {
            turnAway();
        } else {
            session.fail(ErrorCode.PROTOCOL, "no hello in time", CloseCode.NO_HELLO);
        }
    }

    /** The session ends before it is open. */
    void end() {
        phase = Phase.OVER;
    }
}
