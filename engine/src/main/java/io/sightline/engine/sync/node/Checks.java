package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.List;

import io.sightline.engine.sync.wire.ClientMessage.Dig;
import org.jspecify.annotations.Nullable;

/**
 * The verifications of one session: one at a time, and not sooner after the last than the limits say. Whoever asks meanwhile
 * is answered by the next. A session that was never verified has none.
 */
final class Checks {

    private final Session session;
    private @Nullable List<Verification.Request> requested;
    private @Nullable Checking running;
    private long begunAt;
    private long verifiedMillis;

    Checks(Session session, long now) {
        this.session = session;
        begunAt = now - session.lane.times.verification;
    }

    void request(Verification.Request request, long now) {
        if (requested == null) {
            requested = new ArrayList<>(1);
        }
        requested.add(request);
        begin(now);
    }

    private void begin(long now) {
        if (requested == null || running != null) {
            return;
        }
        long due = begunAt + session.lane.times.verification;
        if (due - now > 0) {
            session.lane.wheel.schedule(session, due);
            return;
        }
        Checking begun = new Checking(session, requested, now);
        begunAt = now;
        requested = null;
        running = begun;
        session.lane.wheel.schedule(session, begun.deadline());
        session.lane.enqueue(session);
    }

    /** Asks for what can be compared now. */
    void proceed(long now) {
        if (running != null && running.proceed(now)) {
            finish(running, true);
        }
    }

    void answered(Dig dig, long now) {
        if (running != null) {
            running.answered(dig, now);
            session.lane.enqueue(session);
        }
    }

    /** Gives up what was not answered in time, and begins what may begin. */
    void wake(long now) {
        if (running != null && running.late(now)) {
            finish(running, false);
        }
        begin(now);
    }

    private void finish(Checking done, boolean reached) {
        running = null;
        if (reached) {
            verifiedMillis = session.lane.clock.epochMillis();
        }
        done.results(reached).forEach(session.lane.events::verified);
        begin(session.lane.now());
    }

    /** The session ends, and with it what runs and what waits for its turn: neither is answered any more. */
    void end() {
        if (running != null) {
            running.results(false).forEach(session.lane.events::verified);
            running = null;
        }
        if (requested != null) {
            new Checking(session, requested, session.lane.now()).results(false).forEach(session.lane.events::verified);
            requested = null;
        }
    }

    boolean running() {
        return running != null;
    }

    /** The leaves of a source that are to be repaired. */
    String leaves(Subscription subject) {
        return running == null ? "" : running.leaves(subject.source());
    }

    /** When the last one ended, milliseconds since 1970; 0 for never. */
    long verifiedMillis() {
        return verifiedMillis;
    }

    /** The earlier of a time and when to look at it next. */
    long wakeBy(long time) {
        if (running != null) {
            return Wheel.earlier(time, running.deadline());
        }
        return requested == null ? time : Wheel.earlier(time, begunAt + session.lane.times.verification);
    }
}
