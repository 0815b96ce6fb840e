package io.sightline.engine.sync.node;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.FrameEncoder;
import io.sightline.engine.sync.wire.FrameEncoder.ErrorCode;
import org.jspecify.annotations.Nullable;

/** By what right one session is open, and until when: who signed in, and what the user's manifest says of that. */
final class Entitlement {

    /** How often it is asked whether an administrator still acts for the user; in nanoseconds. */
    private static final long LOOK = 1_000_000_000L;

    private final Session session;
    private Tokens.Verified identity;
    private @Nullable ManifestMirror user;

    /** When a client that reads one answer must have it. */
    private long answerBy;

    Entitlement(Session session, Tokens.Verified identity) {
        this.session = session;
        this.identity = identity;
    }

    Tokens.Verified identity() {
        return identity;
    }

    ManifestMirror user() {
        return Objects.requireNonNull(user, "Only a session that was admitted is asked for its user");
    }

    /** The same, or null before the session was admitted. */
    @Nullable
    ManifestMirror userOrNone() {
        return user;
    }

    void belongTo(ManifestMirror mirror) {
        user = mirror;
    }

    void answerBy(long time) {
        answerBy = time;
    }

    /** Takes a fresh token of the same installation. */
    void renew(String token) {
        Lane lane = session.lane;
        if (!(lane.tokens.verify(token, lane.clock.epochMillis()) instanceof Tokens.Verified fresh)
                || !fresh.user().equals(identity.user())
                || !fresh.environment().equals(identity.environment())
                || !fresh.installation().equals(identity.installation())
                || !Objects.equals(fresh.acting(), identity.acting())) {
            session.fail(ErrorCode.AUTH, "sign in again", CloseCode.AUTH);
            return;
        }
        identity = fresh;
        Manifest manifest = user().manifest();
        if (manifest != null) {
            endedBy(manifest);
        }
    }

    /** Ends a session whose user is gone, or whose sign-in or installation was made void, if a lease says that this is still so. */
    boolean endedBy(Manifest manifest) {
        if (!user().live(session.lane.now())) {
            return false;
        }
        if (manifest.status() == Manifest.Status.ENDED) {
            userGone(manifest);
            return true;
        }
        if (identity.credentials() < manifest.credentials()) {
            session.fail(ErrorCode.AUTH, "sign in again", CloseCode.AUTH);
            return true;
        }
        if (identity.credentials() < manifest.signIns().number(new InstallationId(identity.installation()))) {
            wipe("the user has ended this session");
            return true;
        }
        return false;
    }

    /** Has the client forget what it holds, and closes. */
    private void wipe(String why) {
        Outbound outbound = session.outbound;
        outbound.send(outbound.encoder().error(ErrorCode.AUTH, why, -1, true, true));
        session.close(CloseCode.GONE, why);
    }

    private void userGone(Manifest manifest) {
        Outbound outbound = session.outbound;
        if (outbound.written() == 0) {
            session.welcome("full", false);
        }
        FrameEncoder encoder = outbound.encoder();
        long told = Math.max(0, session.holdings.manifestRev());
        outbound.send(encoder.manifest(manifest, told, List.of(), Map.of(), true));
        outbound.send(encoder.error(ErrorCode.AUTH, "the user is gone", -1, true, true));
        session.close(CloseCode.GONE, "gone");
    }

    /** Ends a session whose time is over. */
    boolean endedAt(long now) {
        if (session.outbound.oneAnswer() && answerBy - now <= 0) {
            session.close(CloseCode.DONE, "answered");
            return true;
        }
        if (!session.lane.tokens.stands(identity)) {
            wipe("the administrator no longer acts for the user");
            return true;
        }
        if (identity.expiresAt() <= session.lane.clock.epochMillis()) {
            session.fail(ErrorCode.AUTH, "the token has expired", CloseCode.AUTH);
            return true;
        }
        return false;
    }

    /** The earlier of a time and when to look at it next. */
    long wakeBy(long time, long now) {
        long next = time;
        if (user().live(now)) {
            next = Wheel.earlier(next, user().leaseUntil());
        }
        if (session.outbound.oneAnswer()) {
            next = Wheel.earlier(next, answerBy);
        }
        if (identity.acting() != null) {
            next = Wheel.earlier(next, now + LOOK);
        }
        long left = identity.expiresAt() - session.lane.clock.epochMillis();
        return Wheel.earlier(next, now + Math.max(0, Math.min(left, 3_600_000)) * 1_000_000);
    }
}
