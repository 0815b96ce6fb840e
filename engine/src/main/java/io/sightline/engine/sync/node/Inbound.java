package io.sightline.engine.sync.node;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.sync.wire.ClientMessage;
import io.sightline.engine.sync.wire.ClientMessage.Ack;
import io.sightline.engine.sync.wire.ClientMessage.Auth;
import io.sightline.engine.sync.wire.ClientMessage.Bye;
import io.sightline.engine.sync.wire.ClientMessage.Dig;
import io.sightline.engine.sync.wire.ClientMessage.Hello;
import io.sightline.engine.sync.wire.ClientMessage.Malformed;
import io.sightline.engine.sync.wire.ClientMessage.Nack;
import io.sightline.engine.sync.wire.ClientMessage.Ping;
import io.sightline.engine.sync.wire.ClientMessage.Unknown;
import io.sightline.engine.sync.wire.ClientMessage.Unreadable;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.FrameEncoder.ErrorCode;

/**
 * What one client says: no faster than it may, nothing that the protocol does not allow at that moment, and each message to
 * the part of the session that answers it.
 */
final class Inbound {

    private static final long HELLO_INTERVAL = 500_000_000L;
    private static final long HELLO_BURST = 4 * HELLO_INTERVAL;

    private final Session session;

    /** When as many messages, or hellos, will have been allowed as were heard; at most a burst in the past. */
    private long messagesFree;

    private long hellosFree;

    Inbound(Session session, long now) {
        this.session = session;
        messagesFree = now - session.lane.times.messageBurst;
        hellosFree = now - HELLO_BURST;
    }

    /** @return whether the message was within what the client may say in this time */
    boolean heard(ClientMessage message, long now) {
        Times times = session.lane.times;
        if (messagesFree - now > 0) {
            String limit = "more than " + session.lane.limits.messagesPerSecond() + " messages a second";
            session.fail(ErrorCode.LIMIT, limit, CloseCode.TOO_MANY);
            return false;
        }
        messagesFree = Math.max(messagesFree - now, -times.messageBurst) + now + times.messageInterval;
        Opening opening = session.opening();
        if (message instanceof Malformed malformed) {
            session.fail(ErrorCode.PROTOCOL, malformed.reason(), CloseCode.PROTOCOL);
        } else if (message instanceof Unknown unknown) {
            if (unknown.mustUnderstand()) {
                session.fail(ErrorCode.PROTOCOL, "a type that must be understood is unknown", CloseCode.PROTOCOL);
            }
        } else if (message instanceof Bye) {
            session.leave();
        } else if (message instanceof Hello said) {
            hello(said, now);
        } else if (opening == null) {
            respond(message, now);
        } else {
            opening.heardOther();
        }
        return true;
    }

    private void respond(ClientMessage message, long now) {
        if (message instanceof Ack ack) {
            acknowledged(ack, now);
        } else if (message instanceof Nack nack) {
            refused(nack, now);
        } else if (message instanceof Dig dig) {
            Checks checks = session.checks();
            if (checks != null) {
                checks.answered(dig, now);
            }
        } else if (message instanceof Auth auth) {
            session.entitlement().renew(auth.token());
        } else if (message instanceof Ping) {
            session.standing.heartbeat(now);
        }
    }

    private void hello(Hello said, long now) {
        if (hellosFree - now > 0) {
            session.fail(ErrorCode.LIMIT, "more than two hellos a second", CloseCode.TOO_MANY);
            return;
        }
        hellosFree = Math.max(hellosFree - now, -HELLO_BURST) + now + HELLO_INTERVAL;
        Opening opening = session.opening();
        if (opening != null) {
            opening.heard(said, now);
        } else {
            again(said, now);
        }
    }

    /** A hello inside the session: the client names what it holds once more. */
    private void again(Hello said, long now) {
        Holdings holdings = session.holdings;
        if (said.cursor() == null) {
            String root = said.root();
            if (root == null || !root.equals(holdings.root(session.lane.root))) {
                session.welcome("delta", true);
                session.outbound.flush();
            }
            return;
        }
        Claim claim = Claim.of(said);
        Manifest told = holdings.written();
        if (!session.outbound.manifestFlying() && (told == null || !claim.goesBy(told))) {
            holdings.tellWholeManifest();
        }
        holdings.compare(claim);
        session.behind(now);
        session.standing.frontierSoon(now);
    }

    private void acknowledged(Ack ack, long now) {
        if (ack.frame() > session.outbound.written()) {
            session.fail(ErrorCode.PROTOCOL, "ack of a frame that was never written", CloseCode.PROTOCOL);
            return;
        }
        for (Unreadable unreadable : ack.unreadable()) {
            session.lane.metrics.unreadable(unreadable.source());
        }
        if (session.outbound.acknowledged(ack.frame(), now)) {
            session.acknowledged();
        }
    }

    private void refused(Nack nack, long now) {
        if (nack.frame() > session.outbound.written()) {
            session.fail(ErrorCode.PROTOCOL, "nack of a frame that was never written", CloseCode.PROTOCOL);
            return;
        }
        Subscription subject = nack.source() == null ? null : session.holdings.find(nack.source());
        if (subject != null) {
            session.lane.metrics.refused(subject.source(), nack.why());
            session.needTroubles().refused(subject, nack, now);
        }
    }
}
