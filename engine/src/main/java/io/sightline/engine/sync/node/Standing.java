package io.sightline.engine.sync.node;

import java.util.List;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.CloseCode;

/**
 * Where one session stands, and what it says of that: to its client by heartbeats, frontiers and fences, to operators by its
 * status.
 */
final class Standing {

    private final Session session;

    /** Since when it has not been in step. */
    private long behindSince;

    private long frontierFrom;
    private long frontierMillis;
    private long heartbeatNanos;
    private boolean frontierDue;
    private boolean fenceDue;
    private boolean inStep;
    private boolean staleSaid;

    Standing(Session session, long now) {
        this.session = session;
        behindSince = now;
    }

    void opened() {
        heartbeatNanos = session.lane.randomHeartbeat();
    }

    // In step.

    /** Something is, or may be, due to the client. */
    void behind(long now) {
        if (inStep) {
            inStep = false;
            behindSince = now;
        }
    }

    /** Content was written: a frontier follows when the burst is over. */
    void wroteContent(long now) {
        behind(now);
        if (!frontierDue) {
            frontierDue = true;
            frontierFrom = session.outbound.oneAnswer() ? now : now + session.lane.times.frontier;
        }
    }

    void acknowledged() {
        if (!inStep && session.outbound.contentAcked() && session.holdings.clean()) {
            inStep = true;
        }
    }

    // Frontiers and fences.

    boolean frontierDue() {
        return frontierDue;
    }

    /** Has a frontier written as soon as all is. */
    void frontierSoon(long now) {
        frontierDue = true;
        frontierFrom = now;
    }

    /** The same, with a request for an acknowledgement. */
    void fence(long now) {
        fenceDue = true;
        frontierSoon(now);
    }

    /** Writes a frontier if one is due and the client has been written all there is. */
    void frontier(long now) {
        boolean due = frontierDue && (fenceDue || frontierFrom - now <= 0);
        Outbound outbound = session.outbound;
        Holdings holdings = session.holdings;
        if (!due
                || !holdings.clean()
                || !outbound.open(now)
                || !session.user().current(now)
                || !holdings.current(now)) {
            return;
        }
        frontierMillis = session.lane.clock.epochMillis();
        boolean answers = outbound.oneAnswer();
        outbound.send(outbound.encoder()
                .frontier(
                        holdings.manifestRev(),
                        holdings.root(session.lane.root),
                        frontierMillis,
                        fenceDue && !answers ? outbound.written() + 1 : 0));
        boolean complete = outbound.wroteContent() || fenceDue;
        frontierDue = false;
        fenceDue = false;
        if (answers && complete) {
            session.close(CloseCode.DONE, "answered");
        }
    }

    // Heartbeats.

    /** Tells the client the root of what it was written, and whether that may be out of date. */
    void heartbeat(long now) {
        ManifestMirror user = session.entitlement().userOrNone();
        Holdings holdings = session.holdings;
        boolean stale = user == null || !user.live(now) || !holdings.live(now);
        Outbound outbound = session.outbound;
        outbound.send(outbound.encoder().heartbeat(holdings.manifestRev(), holdings.root(session.lane.root), stale));
        heartbeatNanos = session.lane.randomHeartbeat();
        outbound.flush();
    }

    /** Beats if nothing was written for long. */
    void beat(long now) {
        if (now - session.outbound.writtenAt() >= heartbeatNanos && session.outbound.open(now)) {
            heartbeat(now);
        }
    }

    /** The manifest's lease has run out: the client is told once that what it has may be out of date. */
    void stale(long now) {
        if (!staleSaid && session.outbound.open(now)) {
            staleSaid = true;
            heartbeat(now);
        }
    }

    /** The manifest may be served from. */
    void live(long now) {
        if (staleSaid) {
            staleSaid = false;
            frontierSoon(now);
        }
    }

    /** When to look at it next. */
    long wakeAt(long now) {
        long beat = session.outbound.writtenAt() + heartbeatNanos;
        return frontierDue && frontierFrom - now > 0 ? Wheel.earlier(beat, frontierFrom) : beat;
    }

    // Status.

    SessionStatus status(long now) {
        Tokens.Verified who = session.entitlement().identity();
        Troubles troubles = session.troubles();
        Checks checks = session.checks();
        return new SessionStatus(
                session.sid(),
                who.user(),
                who.environment(),
                who.installation(),
                state(now),
                lag(),
                inStep ? 0 : (now - behindSince) / 1_000_000,
                frontierMillis,
                session.lane.clock.epochMillis(),
                appliedManifest(),
                appliedOwn(who.user()),
                checks == null ? 0 : checks.verifiedMillis(),
                troubles == null ? List.of() : troubles.quarantined());
    }

    SessionStatus.State state(long now) {
        if (session.isClosed()) {
            return SessionStatus.State.OFFLINE;
        }
        Troubles troubles = session.troubles();
        if (troubles != null && !troubles.quarantined().isEmpty()) {
            return SessionStatus.State.QUARANTINED;
        }
        if (session.outbound.degraded()) {
            return SessionStatus.State.DEGRADED;
        }
        ManifestMirror user = session.entitlement().userOrNone();
        boolean current = user != null && user.current(now) && session.holdings.current(now);
        return inStep && current ? SessionStatus.State.IN_STEP : SessionStatus.State.LAGGING;
    }

    /** The manifest revision that the client has acknowledged, -1 for none. */
    long appliedManifest() {
        return session.outbound.appliedManifest(session.holdings.manifestRev());
    }

    private long appliedOwn(UserId of) {
        Subscription own = session.holdings.find(SourceId.of(of));
        Mark applied = own == null ? null : session.outbound.applied(own);
        return applied == null ? -1 : applied.rev();
    }

    private long lag() {
        long lag = 0;
        ManifestMirror user = session.entitlement().userOrNone();
        Manifest manifest = user == null ? null : user.manifest();
        if (manifest != null) {
            lag += Math.max(0, manifest.rev() - Math.max(0, appliedManifest()));
        }
        for (Subscription one : session.holdings.subscriptions()) {
            Mirror mirror = one.at.mirror;
            Mark head = mirror == null ? null : mirror.mark();
            Mark applied = session.outbound.applied(one);
            if (head != null) {
                lag += applied != null && applied.epoch().equals(head.epoch())
                        ? Math.max(0, head.rev() - applied.rev())
                        : head.rev();
            }
        }
        return lag;
    }
}
