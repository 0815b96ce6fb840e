package io.sightline.engine.sync.node;

import java.util.HexFormat;
import java.util.Objects;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.sync.wire.ClientMessage;
import io.sightline.engine.sync.wire.ClientMessages;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.FrameEncoder;
import io.sightline.engine.sync.wire.FrameEncoder.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection. It owns no buffer and no thread: it is told of messages, of changes and of time, and writes from
 * the mirrors what is due while its transport takes it and its client acknowledges.
 *
 * <p>An idle one is this object, its subscriptions and five parts: what it hears ({@link Inbound}), what it writes ({@link
 * Outbound}), what the client holds ({@link Holdings}), where it stands ({@link Standing}) and by what right it is open ({@link
 * Entitlement}). Others are there while they are needed: {@link Opening} until it is open, {@link Troubles} while the client
 * refuses something, {@link Checks} once it is verified.
 */
final class Session implements Connection {

    final Lane lane;
    final Outbound outbound;
    final Standing standing;
    final Holdings holdings;

    boolean wheelled;
    short wheelSlot;
    long wakeGrain;

    @Nullable
    Session wheelPrev;

    @Nullable
    Session wheelNext;

    /** Whether it stands in the lane's queue of sessions to serve. */
    boolean queued;

    private final long id;
    private final Inbound inbound;
    private @Nullable Opening opening;
    private @Nullable Entitlement entitlement;
    private @Nullable Troubles troubles;
    private @Nullable Checks checks;
    private boolean closed;

    Session(Lane lane, long id, Transport transport, Encoding encoding, @Nullable String bearer) {
        long now = lane.now();
        this.lane = lane;
        this.id = id;
        inbound = new Inbound(this, now);
        outbound = new Outbound(lane, transport, encoding);
        standing = new Standing(this, now);
        holdings = new Holdings(this);
        opening = new Opening(this, bearer, now);
    }

    @Override
    public String sid() {
        return HexFormat.of().toHexDigits(id);
    }

    /** What is left to do before it is open; null when it is. */
    @Nullable
    Opening opening() {
        return opening;
    }

    boolean isOpen() {
        return opening == null && !closed;
    }

    boolean isClosed() {
        return closed;
    }

    Entitlement entitlement() {
        return Objects.requireNonNull(entitlement, "Only a session that has signed in is asked for its right");
    }

    Tokens.Verified identity() {
        return entitlement().identity();
    }

    ManifestMirror user() {
        return entitlement().user();
    }

    @Nullable
    Troubles troubles() {
        return troubles;
    }

    Troubles needTroubles() {
        if (troubles == null) {
            troubles = new Troubles(this);
        }
        return troubles;
    }

    boolean quarantined(Subscription subject) {
        return troubles != null && troubles.quarantined(subject);
    }

    /** A source was written up to its edition. */
    void written(Subscription subject) {
        if (troubles != null) {
            troubles.written(subject);
        }
    }

    @Nullable
    Checks checks() {
        return checks;
    }

    /** The leaves of a source that a verification found to differ. */
    String leaves(Subscription subject) {
        return checks == null ? "" : checks.leaves(subject);
    }

    // What the edge tells.

    @Override
    public void received(byte[] message) {
        heard(ClientMessages.decode(outbound.encoding(), message, lane.limits.frameBytes()));
    }

    void heard(ClientMessage message) {
        long now = lane.turn();
        if (!closed && inbound.heard(message, now)) {
            lane.serve();
        }
    }

    @Override
    public void writable() {
        outbound.writable(lane.turn());
        lane.enqueue(this);
        lane.serve();
    }

    @Override
    public void closed() {
        lane.turn();
        if (!closed) {
            end(0, true);
        }
    }

    // Opening.

    void entitle(Tokens.Verified identity) {
        entitlement = new Entitlement(this, identity);
    }

    void welcome(String mode, boolean needsCursor) {
        FrameEncoder encoder = outbound.encoder();
        outbound.send(encoder.welcome(sid(), mode, lane.limits, lane.clock.epochMillis(), needsCursor));
    }

    /** It is open from here on. */
    void opened() {
        opening = null;
    }

    // What the lane tells.

    /** Swaps the manifest: from here on nothing of a lost grant can be found. */
    void manifestChanged(Manifest manifest, long now) {
        if (!entitlement().endedBy(manifest) && isOpen()) {
            holdings.follow(manifest);
            behind(now);
        }
    }

    void changed(Subscription subscription, long now) {
        if (isOpen()) {
            holdings.demand(subscription);
            behind(now);
        }
    }

    /** Something may be due to the client; it is served when its turn comes. */
    void behind(long now) {
        standing.behind(now);
        lane.enqueue(this);
    }

    /** The client has made more of what was written durable. */
    void acknowledged() {
        if (troubles != null && !troubles.acknowledged(outbound.acked())) {
            troubles = null;
        }
        standing.acknowledged();
        if (holdings.due() || standing.frontierDue() || (checks != null && checks.running())) {
            lane.enqueue(this);
        }
    }

    /** The installation has connected elsewhere. */
    void replaced() {
        if (!closed) {
            outbound.send(outbound.encoder().error(ErrorCode.REPLACED, null, -1, false, false));
            close(CloseCode.REPLACED, "replaced");
        }
    }

    void goaway(long minMillis, long maxMillis, String why) {
        if (isOpen() || (opening != null && opening.welcomed())) {
            outbound.send(outbound.encoder().goaway(minMillis, maxMillis, why));
            outbound.flush();
        }
    }

    /** Asks the client for an acknowledgement as soon as all is written. */
    void fence(long now) {
        if (isOpen()) {
            standing.fence(now);
            lane.enqueue(this);
        }
    }

    void verify(Verification.Request request, long now) {
        if (isOpen()) {
            if (checks == null) {
                checks = new Checks(this, now);
            }
            checks.request(request, now);
        }
    }

    // Its turn, and time.

    /** Writes all that is due and can be written. */
    void serve(long now) {
        if (!isOpen()) {
            return;
        }
        if (!user().live(now)) {
            standing.stale(now);
            schedule(now);
            return;
        }
        standing.live(now);
        // Read after the lease: one that came back came back with this manifest, maybe before the lane is told of it.
        Manifest manifest = user().manifest();
        if (manifest != null && !holdings.follows(manifest)) {
            manifestChanged(manifest, now);
            if (closed) {
                return;
            }
        }
        holdings.write(now);
        if (checks != null) {
            checks.proceed(now);
        }
        standing.frontier(now);
        outbound.flush();
        if (!closed) {
            schedule(now);
        }
    }

    /** Looks at everything that has a time. */
    void wake(long now) {
        if (opening != null) {
            opening.wake(now);
            return;
        }
        if (closed || entitlement().endedAt(now)) {
            return;
        }
        if (outbound.stalled(now)) {
            close(CloseCode.STALLED, "no progress");
            return;
        }
        if (troubles != null) {
            troubles.retry(now);
        }
        if (checks != null) {
            checks.wake(now);
        }
        lane.enqueue(this);
        standing.beat(now);
    }

    /** Sees to it that the next thing with a time is looked at. */
    private void schedule(long now) {
        long next = entitlement().wakeBy(outbound.wakeBy(standing.wakeAt(now)), now);
        if (troubles != null) {
            next = troubles.wakeBy(next);
        }
        if (checks != null) {
            next = checks.wakeBy(next);
        }
        if (next - now <= 0) {
            next = now + lane.times.frontier;
        }
        lane.wheel.schedule(this, next);
    }

    // Ending.

    void fail(ErrorCode code, @Nullable String message, CloseCode close) {
        outbound.send(outbound.encoder().error(code, message, -1, close != CloseCode.TOO_MANY, false));
        close(close, message == null ? "" : message);
    }

    /** The client says goodbye. */
    void leave() {
        outbound.close(CloseCode.DONE, "bye");
        end(CloseCode.DONE.code(), false);
    }

    void close(CloseCode code, String reason) {
        outbound.flush();
        outbound.close(code, reason);
        end(code.code(), code.resumable());
    }

    private void end(int code, boolean resumable) {
        boolean parks = resumable && isOpen() && !outbound.oneAnswer();
        Parked parked = parks ? Parked.of(this) : null;
        boolean joined = opening == null || opening.joined();
        closed = true;
        SessionStatus last = joined ? standing.status(lane.now()) : null;
        if (opening != null) {
            opening.end();
            opening = null;
        }
        if (checks != null) {
            checks.end();
        }
        if (entitlement != null && entitlement.userOrNone() != null) {
            lane.audience.delist(this);
        }
        holdings.clear();
        lane.wheel.remove(this);
        lane.metrics.closed(code);
        if (last != null) {
            lane.events.left(lane.index, this, parked, last);
        }
        outbound.end();
        troubles = null;
    }
}
