package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.ClientMessage;
import io.sightline.engine.sync.wire.ClientMessage.Ack;
import io.sightline.engine.sync.wire.ClientMessage.Auth;
import io.sightline.engine.sync.wire.ClientMessage.Bye;
import io.sightline.engine.sync.wire.ClientMessage.Dig;
import io.sightline.engine.sync.wire.ClientMessage.Held;
import io.sightline.engine.sync.wire.ClientMessage.Hello;
import io.sightline.engine.sync.wire.ClientMessage.Malformed;
import io.sightline.engine.sync.wire.ClientMessage.Nack;
import io.sightline.engine.sync.wire.ClientMessage.Ping;
import io.sightline.engine.sync.wire.ClientMessage.Unknown;
import io.sightline.engine.sync.wire.ClientMessage.Unreadable;
import io.sightline.engine.sync.wire.ClientMessages;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.Frame;
import io.sightline.engine.sync.wire.FrameEncoder;
import io.sightline.engine.sync.wire.FrameEncoder.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection. It owns no buffer and no thread: it is told of messages, of changes and of time, and writes from
 * the mirrors what is due while its transport takes it and its client acknowledges. An idle one is this object, its
 * subscriptions and nothing else.
 */
final class Session implements Connection {

    private enum Phase {
        /** Nothing good has been heard. */
        NEW,
        /** A good hello waits for its turn, or for the user's manifest. */
        JOINING,
        /** Welcomed, and asked for its cursor. */
        ASKED,
        OPEN,
        CLOSED
    }

    private static final long HELLO_INTERVAL = 500_000_000L;
    private static final long HELLO_BURST = 4 * HELLO_INTERVAL;

    final Lane lane;

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
    private final Transport transport;
    private final Encoding encoding;
    private final Holdings holdings = new Holdings(this);
    private Phase phase = Phase.NEW;
    private @Nullable String bearer;
    private Tokens.@Nullable Verified identity;
    private @Nullable Hello hello;
    private @Nullable ManifestMirror user;
    private @Nullable Window window;
    private @Nullable Map<SourceId, Trouble> troubles;
    private @Nullable Checking checking;
    private long verifiedMillis;
    private @Nullable List<Verification.Request> requested;

    /** Frames written and acknowledged, and the last one that changed what the client holds. */
    private long written;

    private long acked;
    private long contentFrame;

    private long deadline;
    private long openedMillis;
    private long writtenAt;
    private long heartbeatNanos;
    private long progressAt;
    private long behindSince;
    private long frontierFrom;
    private long frontierMillis;
    private long checkedAt;
    private long messagesFree;
    private long hellosFree;
    private boolean joined;
    private boolean frontierDue;
    private boolean fenceDue;
    private boolean inStep;
    private boolean blocked;
    private boolean degraded;
    private boolean staleSaid;
    private boolean unflushed;

    Session(Lane lane, long id, Transport transport, Encoding encoding, @Nullable String bearer) {
        long now = lane.now();
        this.lane = lane;
        this.id = id;
        this.transport = transport;
        this.encoding = encoding;
        this.bearer = bearer;
        deadline = now + lane.times.hello;
        progressAt = now;
        behindSince = now;
        checkedAt = now - lane.times.verification;
        messagesFree = now - lane.times.messageBurst;
        hellosFree = now - HELLO_BURST;
        lane.wheel.schedule(this, deadline);
    }

    @Override
    public String sid() {
        return HexFormat.of().toHexDigits(id);
    }

    Encoding encoding() {
        return encoding;
    }

    Holdings holdings() {
        return holdings;
    }

    Tokens.Verified identity() {
        return Objects.requireNonNull(identity, "Only a session that has joined is asked who it is");
    }

    ManifestMirror user() {
        return Objects.requireNonNull(user, "Only an open session is asked for its user");
    }

    // What the edge tells.

    @Override
    public void received(byte[] message) {
        heard(ClientMessages.decode(encoding, message, lane.limits.frameBytes()));
    }

    void heard(ClientMessage message) {
        long now = lane.turn();
        if (phase == Phase.CLOSED) {
            return;
        }
        if (messagesFree - now > 0) {
            fail(
                    ErrorCode.LIMIT,
                    "more than " + lane.limits.messagesPerSecond() + " messages a second",
                    CloseCode.TOO_MANY);
            return;
        }
        messagesFree = Math.max(messagesFree - now, -lane.times.messageBurst) + now + lane.times.messageInterval;
        if (message instanceof Malformed malformed) {
            fail(ErrorCode.PROTOCOL, malformed.reason(), CloseCode.PROTOCOL);
        } else if (message instanceof Unknown unknown) {
            if (unknown.mustUnderstand()) {
                fail(ErrorCode.PROTOCOL, "a type that must be understood is unknown", CloseCode.PROTOCOL);
            }
        } else if (message instanceof Bye) {
            transport.close(CloseCode.DONE.code(), "bye");
            end(CloseCode.DONE.code(), false);
        } else if (message instanceof Hello said) {
            hello(said, now);
        } else if (phase == Phase.OPEN) {
            respond(message, now);
        } else if (phase == Phase.NEW) {
            fail(ErrorCode.PROTOCOL, "the first message is hello", CloseCode.PROTOCOL);
        }
        lane.serve();
    }

    private void respond(ClientMessage message, long now) {
        if (message instanceof Ack ack) {
            acknowledged(ack, now);
        } else if (message instanceof Nack nack) {
            refused(nack, now);
        } else if (message instanceof Dig dig) {
            if (checking != null) {
                checking.answered(dig, now);
                lane.enqueue(this);
            }
        } else if (message instanceof Auth auth) {
            renew(auth.token());
        } else if (message instanceof Ping) {
            heartbeat(now);
            flush();
        }
    }

    @Override
    public void writable() {
        long now = lane.turn();
        if (blocked) {
            blocked = false;
            progressed(now);
        }
        lane.enqueue(this);
        lane.serve();
    }

    @Override
    public void closed() {
        lane.turn();
        if (phase != Phase.CLOSED) {
            end(0, true);
        }
    }

    // Opening.

    private void hello(Hello said, long now) {
        if (hellosFree - now > 0) {
            fail(ErrorCode.LIMIT, "more than two hellos a second", CloseCode.TOO_MANY);
            return;
        }
        hellosFree = Math.max(hellosFree - now, -HELLO_BURST) + now + HELLO_INTERVAL;
        if (phase == Phase.ASKED || phase == Phase.OPEN) {
            again(said, now);
            return;
        }
        if (phase != Phase.NEW) {
            fail(ErrorCode.PROTOCOL, "hello twice", CloseCode.PROTOCOL);
            return;
        }
        String token = said.token() == null ? bearer : said.token();
        bearer = null;
        if (token == null
                || !(lane.tokens.verify(token, lane.clock.epochMillis()) instanceof Tokens.Verified verified)) {
            fail(ErrorCode.AUTH, "sign in again", CloseCode.AUTH);
            return;
        }
        if (!verified.environment().equals(said.environment())
                || !verified.installation().equals(said.installation())) {
            fail(ErrorCode.AUTH, "the token belongs to another installation", CloseCode.AUTH);
            return;
        }
        identity = verified;
        hello = said;
        phase = Phase.JOINING;
        deadline = now + lane.times.hello;
        lane.admit(this, now);
    }

    /** The hello has its turn: the node is asked for the user. */
    void join() {
        joined = true;
        Hello said = hello;
        String resume =
                said == null || said.resume() == null ? null : said.resume().sid();
        lane.events.joined(lane.index, this, identity(), resume);
    }

    boolean joining() {
        return phase == Phase.JOINING;
    }

    /** No place was found in time. */
    void turnAway() {
        lane.metrics.turnedAway();
        long retry = lane.randomMillis(500, 5_000);
        raw(FrameEncoder.of(encoding).error(ErrorCode.BUSY, null, retry, false, false));
        close(CloseCode.TOO_MANY, "busy");
    }

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
        long now = lane.now();
        user = mirror;
        lane.enlist(this);
        openedMillis = lane.clock.epochMillis();
        heartbeatNanos = lane.randomHeartbeat();
        if (unfit(manifest)) {
            return;
        }
        lane.metrics.opened();
        List<Held> resumed = resumed(said, parked);
        if (resumed != null && parked != null) {
            welcome("resume", false);
            start(parked.manifest(), manifest, resumed, now);
        } else if (said.cursor() == null && (said.resume() != null || said.root() != null)) {
            welcome("delta", true);
            phase = Phase.ASKED;
            deadline = now + lane.times.hello;
            lane.wheel.schedule(this, deadline);
            flush();
        } else {
            boolean same = said.manifest() != null && said.manifest().epoch().equals(manifest.epoch());
            welcome(same ? "delta" : "full", false);
            start(known(said, manifest), manifest, cursor(said), now);
        }
        lane.serve();
    }

    private static @Nullable List<Held> resumed(Hello said, @Nullable Parked parked) {
        if (parked == null || said.resume() == null) {
            return null;
        }
        boolean same = said.manifest() == null || said.manifest().equals(Mark.of(parked.manifest()));
        return same ? parked.heldAfter(said.resume().frame()) : null;
    }

    private static List<Held> cursor(Hello said) {
        List<Held> cursor = said.cursor();
        return cursor == null ? List.of() : cursor;
    }

    /** The present manifest when the client holds exactly it, or null when it must be told. */
    private static @Nullable Manifest known(Hello said, Manifest manifest) {
        if (!Mark.of(manifest).equals(said.manifest())) {
            return null;
        }
        for (Held held : cursor(said)) {
            Grant grant = manifest.grants().get(held.source());
            if (grant == null || grant.number() != held.grant()) {
                return null;
            }
        }
        return manifest;
    }

    private void welcome(String mode, boolean needsCursor) {
        send(FrameEncoder.of(encoding).welcome(sid(), mode, lane.limits, lane.clock.epochMillis(), needsCursor));
    }

    private void start(@Nullable Manifest known, Manifest manifest, List<Held> cursor, long now) {
        phase = Phase.OPEN;
        Hello said = hello;
        hello = null;
        if (transport.oneAnswer()) {
            int wait = said == null ? 0 : said.waitSeconds();
            deadline = wait == 0 ? now + lane.times.hello : now + wait * 1_000_000_000L;
            fenceDue = wait == 0;
        }
        holdings.begin(known, manifest, cursor);
        frontierSoon(now);
        lane.enqueue(this);
    }

    /** A hello inside the session: the client names what it holds once more. */
    private void again(Hello said, long now) {
        Manifest manifest = user().manifest();
        if (manifest == null) {
            return;
        }
        if (phase == Phase.ASKED) {
            start(known(said, manifest), manifest, cursor(said), now);
            return;
        }
        if (said.cursor() == null) {
            String root = said.root();
            if (root == null || !root.equals(holdings.root(lane.root))) {
                welcome("delta", true);
                flush();
            }
            return;
        }
        Manifest told = holdings.written();
        boolean flying = window != null && window.oldestManifest() != null;
        if (!flying && (told == null || known(said, told) == null)) {
            holdings.tellWholeManifest();
        }
        Map<SourceId, Held> held = new TreeMap<>();
        for (Held one : cursor(said)) {
            held.put(one.source(), one);
        }
        for (Subscription subscription : holdings.subscriptions()) {
            Held one = held.get(subscription.source());
            if (!agrees(subscription, one)) {
                forget(subscription);
                holdings.place(subscription, one);
                holdings.demand(subscription);
            }
        }
        behind(now);
        frontierSoon(now);
        lane.enqueue(this);
    }

    /** Whether the client holds what it should before the frames that are still on their way. */
    private boolean agrees(Subscription subscription, @Nullable Held held) {
        Window.Unacked oldest = window == null ? null : window.oldestOf(subscription);
        var epoch = oldest == null ? subscription.epoch : oldest.epochBefore;
        long rev = oldest == null ? subscription.rev : oldest.revBefore;
        if (held == null || held.grant() != subscription.grant.number()) {
            return epoch == null;
        }
        return held.mark().rev() == rev && held.mark().epoch().equals(epoch);
    }

    private void renew(String token) {
        Tokens.Verified before = identity();
        if (!(lane.tokens.verify(token, lane.clock.epochMillis()) instanceof Tokens.Verified fresh)
                || !fresh.user().equals(before.user())
                || !fresh.environment().equals(before.environment())
                || !fresh.installation().equals(before.installation())) {
            fail(ErrorCode.AUTH, "sign in again", CloseCode.AUTH);
            return;
        }
        identity = fresh;
        Manifest manifest = user().manifest();
        if (manifest != null) {
            unfit(manifest);
        }
    }

    // Changes.

    /** Swaps the manifest: from here on nothing of a lost grant can be found. */
    void manifestChanged(Manifest manifest, long now) {
        if (unfit(manifest) || phase != Phase.OPEN) {
            return;
        }
        holdings.follow(manifest);
        behind(now);
        lane.enqueue(this);
    }

    /** Ends a session whose user is gone or whose sign-in was made void, if a lease says that this is still so. */
    private boolean unfit(Manifest manifest) {
        if (!user().live(lane.now())) {
            return false;
        }
        if (manifest.status() == Manifest.Status.ENDED) {
            FrameEncoder encoder = FrameEncoder.of(encoding);
            if (written == 0) {
                welcome("full", false);
            }
            raw(encoder.manifest(manifest, Math.max(0, holdings.manifestRev()), List.of(), Map.of(), true));
            raw(encoder.error(ErrorCode.AUTH, "the user is gone", -1, true, true));
            close(CloseCode.GONE, "gone");
            return true;
        }
        if (identity().credentials() < manifest.credentials()) {
            fail(ErrorCode.AUTH, "sign in again", CloseCode.AUTH);
            return true;
        }
        return false;
    }

    void changed(Subscription subscription, long now) {
        if (phase == Phase.OPEN) {
            holdings.demand(subscription);
            behind(now);
            lane.enqueue(this);
        }
    }

    private void behind(long now) {
        if (inStep) {
            inStep = false;
            behindSince = now;
        }
    }

    void replaced() {
        if (phase != Phase.CLOSED) {
            raw(FrameEncoder.of(encoding).error(ErrorCode.REPLACED, null, -1, false, false));
            close(CloseCode.REPLACED, "replaced");
        }
    }

    void refusedBy(ErrorCode code, CloseCode close) {
        if (phase == Phase.JOINING) {
            if (code == ErrorCode.BUSY) {
                turnAway();
            } else {
                fail(code, null, close);
            }
        }
    }

    void goaway(long minMillis, long maxMillis, String why) {
        if (phase == Phase.OPEN || phase == Phase.ASKED) {
            raw(FrameEncoder.of(encoding).goaway(minMillis, maxMillis, why));
            flush();
        }
    }

    /** Asks the client for an acknowledgement as soon as all is written. */
    void fence(long now) {
        if (phase == Phase.OPEN) {
            fenceDue = true;
            frontierSoon(now);
            lane.enqueue(this);
        }
    }

    // Writing.

    /** Whether the transport and the client take another frame. */
    boolean open(long now) {
        if (phase != Phase.OPEN) {
            return false;
        }
        if (window != null
                && (window.size() >= lane.limits.windowFrames() || window.totalBytes() >= lane.limits.windowBytes())) {
            return false;
        }
        if (transport.writable()) {
            return true;
        }
        if (!blocked) {
            blocked = true;
            if (window == null) {
                progressed(now);
            }
        }
        return false;
    }

    /** Writes all that is due and can be written. */
    void serve(long now) {
        if (phase != Phase.OPEN) {
            return;
        }
        if (!user().live(now)) {
            if (!staleSaid && open(now)) {
                staleSaid = true;
                heartbeat(now);
                flush();
            }
            schedule(now);
            return;
        }
        if (staleSaid) {
            staleSaid = false;
            frontierSoon(now);
        }
        // Read after the lease: one that came back came back with this manifest, maybe before the lane is told of it.
        Manifest manifest = user().manifest();
        if (manifest != null && !holdings.follows(manifest)) {
            manifestChanged(manifest, now);
            if (phase != Phase.OPEN) {
                return;
            }
        }
        holdings.write(now);
        if (checking != null && checking.proceed(now)) {
            finishChecking(true);
        }
        frontier(now);
        flush();
        if (phase == Phase.OPEN) {
            schedule(now);
        }
    }

    void write(Frame frame, Subscription subject, long committedAt) {
        Window.Unacked flying = raw(frame);
        contentFrame = written;
        flying.subject = subject;
        flying.epochBefore = subject.epoch;
        flying.revBefore = subject.rev;
        flying.committedAt = committedAt >= openedMillis ? committedAt : 0;
        lane.metrics.delivered(frame.size());
        contentWritten();
    }

    void writeManifest(Frame frame, long revBefore, long committedAt) {
        Window.Unacked flying = raw(frame);
        contentFrame = written;
        flying.manifest = true;
        flying.revBefore = revBefore;
        flying.committedAt = committedAt >= openedMillis ? committedAt : 0;
        lane.metrics.delivered(frame.size());
        contentWritten();
    }

    private void contentWritten() {
        behind(lane.now());
        if (!frontierDue) {
            frontierDue = true;
            frontierFrom = transport.oneAnswer() ? lane.now() : lane.now() + lane.times.frontier;
        }
    }

    void send(Frame frame) {
        raw(frame);
    }

    private Window.Unacked raw(Frame frame) {
        long now = lane.now();
        if (window == null) {
            window = lane.windows.take();
            progressed(now);
        }
        transport.send(frame);
        written++;
        writtenAt = now;
        unflushed = true;
        return window.add(frame.size());
    }

    private void flush() {
        if (unflushed) {
            unflushed = false;
            transport.flush();
        }
    }

    private void frontierSoon(long now) {
        frontierDue = true;
        frontierFrom = now;
    }

    private void frontier(long now) {
        boolean due = frontierDue && (fenceDue || frontierFrom - now <= 0);
        if (!due || !holdings.clean() || !open(now) || !user().current(now) || !holdings.current(now)) {
            return;
        }
        frontierMillis = lane.clock.epochMillis();
        boolean answers = transport.oneAnswer();
        send(FrameEncoder.of(encoding)
                .frontier(
                        holdings.manifestRev(),
                        holdings.root(lane.root),
                        frontierMillis,
                        fenceDue && !answers ? written + 1 : 0));
        boolean complete = contentFrame > 0 || fenceDue;
        frontierDue = false;
        fenceDue = false;
        if (answers && complete) {
            close(CloseCode.DONE, "answered");
        }
    }

    private void heartbeat(long now) {
        boolean stale = user == null || !user.live(now) || !holdings.live(now);
        raw(FrameEncoder.of(encoding).heartbeat(holdings.manifestRev(), holdings.root(lane.root), stale));
        heartbeatNanos = lane.randomHeartbeat();
    }

    // Acknowledgements and refusals.

    private void acknowledged(Ack ack, long now) {
        if (ack.frame() > written) {
            fail(ErrorCode.PROTOCOL, "ack of a frame that was never written", CloseCode.PROTOCOL);
            return;
        }
        for (Unreadable unreadable : ack.unreadable()) {
            lane.metrics.unreadable(unreadable.source());
        }
        Window flying = window;
        if (flying == null || ack.frame() <= acked) {
            return;
        }
        long millis = 0;
        while (acked < ack.frame()) {
            acked++;
            Window.Unacked frame = flying.pop();
            if (frame.committedAt != 0) {
                millis = millis == 0 ? lane.clock.epochMillis() : millis;
                lane.metrics.applied(Math.max(0, millis - frame.committedAt));
            }
        }
        if (flying.size() == 0) {
            window = null;
            lane.windows.give(flying);
        }
        progressed(now);
        if (troubles != null) {
            troubles.values()
                    .removeIf(
                            trouble -> !trouble.quarantined && trouble.repairedBy != 0 && trouble.repairedBy <= acked);
            troubles = troubles.isEmpty() ? null : troubles;
        }
        if (!inStep && acked >= contentFrame && holdings.clean()) {
            inStep = true;
        }
        if (holdings.due() || frontierDue || checking != null) {
            lane.enqueue(this);
        }
    }

    private void progressed(long now) {
        progressAt = now;
        degraded = false;
    }

    private void refused(Nack nack, long now) {
        if (nack.frame() > written) {
            fail(ErrorCode.PROTOCOL, "nack of a frame that was never written", CloseCode.PROTOCOL);
            return;
        }
        Subscription subject = nack.source() == null ? null : holdings.find(nack.source());
        if (subject == null) {
            return;
        }
        lane.metrics.refused(subject.source(), nack.why());
        if (troubles == null) {
            troubles = new HashMap<>(2);
        }
        Trouble trouble = troubles.computeIfAbsent(subject.source(), source -> new Trouble());
        if (trouble.quarantined || nack.frame() <= trouble.dealtWithUpTo) {
            return;
        }
        forget(subject);
        Mark held = nack.held();
        Held claim = held == null ? null : new Held(subject.source(), held, subject.grant.number());
        holdings.place(subject, claim);
        Subscription.Demand demand = trouble.refused(claim != null, written, now);
        if (trouble.quarantined) {
            lane.metrics.quarantined(subject.source());
            lane.wheel.schedule(this, trouble.retryAt);
        }
        holdings.demand(subject, demand);
        behind(now);
        lane.enqueue(this);
    }

    void quarantine(Subscription subject, long now) {
        if (troubles == null) {
            troubles = new HashMap<>(2);
        }
        Trouble trouble = troubles.computeIfAbsent(subject.source(), source -> new Trouble());
        trouble.quarantine(now);
        lane.metrics.quarantined(subject.source());
        holdings.demand(subject);
        lane.wheel.schedule(this, trouble.retryAt);
    }

    boolean quarantined(Subscription subject) {
        Trouble trouble = troubles == null ? null : troubles.get(subject.source());
        return trouble != null && trouble.quarantined;
    }

    /** A source was written up to its edition. */
    void written(Subscription subject) {
        Trouble trouble = troubles == null ? null : troubles.get(subject.source());
        if (trouble != null && trouble.repairedBy == 0) {
            trouble.repairedBy = written;
        }
    }

    /** What was written of a source counts no longer: it is lost, or the client would not have it. */
    void forget(Subscription subject) {
        if (window != null) {
            window.forget(subject);
        }
    }

    // Verification.

    void verify(Verification.Request request, long now) {
        if (phase != Phase.OPEN) {
            return;
        }
        if (requested == null) {
            requested = new ArrayList<>(1);
        }
        requested.add(request);
        startChecking(now);
    }

    private void startChecking(long now) {
        List<Verification.Request> requests = requested;
        if (requests == null || checking != null) {
            return;
        }
        long due = checkedAt + lane.times.verification;
        if (due - now > 0) {
            lane.wheel.schedule(this, due);
            return;
        }
        checkedAt = now;
        requested = null;
        checking = new Checking(this, requests, now);
        lane.wheel.schedule(this, checking.deadline());
        lane.enqueue(this);
    }

    private void finishChecking(boolean reached) {
        Checking done = checking;
        checking = null;
        if (done != null) {
            if (reached) {
                verifiedMillis = lane.clock.epochMillis();
            }
            done.results(reached).forEach(lane.events::verified);
        }
        startChecking(lane.now());
    }

    String leaves(Subscription subject) {
        return checking == null ? "" : checking.leaves(subject.source());
    }

    // Time.

    /** Looks at everything that has a time. */
    void wake(long now) {
        if (phase == Phase.NEW || phase == Phase.ASKED) {
            if (deadline - now <= 0) {
                fail(ErrorCode.PROTOCOL, "no hello in time", CloseCode.NO_HELLO);
            } else {
                lane.wheel.schedule(this, deadline);
            }
            return;
        }
        if (phase == Phase.JOINING) {
            if (deadline - now <= 0) {
                turnAway();
            } else {
                lane.wheel.schedule(this, deadline);
            }
            return;
        }
        if (phase == Phase.CLOSED || ended(now)) {
            return;
        }
        retry(now);
        if (checking != null && checking.late(now)) {
            finishChecking(false);
        }
        startChecking(now);
        lane.enqueue(this);
        if (now - writtenAt >= heartbeatNanos && open(now)) {
            heartbeat(now);
            flush();
        }
    }

    private boolean ended(long now) {
        if (transport.oneAnswer() && deadline - now <= 0) {
            close(CloseCode.DONE, "answered");
            return true;
        }
        if (identity().expiresAt() <= lane.clock.epochMillis()) {
            fail(ErrorCode.AUTH, "the token has expired", CloseCode.AUTH);
            return true;
        }
        if (!blocked && window == null) {
            return false;
        }
        if (now - progressAt >= lane.times.stalled) {
            close(CloseCode.STALLED, "no progress");
            return true;
        }
        if (!degraded && now - progressAt >= lane.times.degraded) {
            degraded = true;
            lane.metrics.degraded();
        }
        return false;
    }

    private void retry(long now) {
        if (troubles == null) {
            return;
        }
        for (var entry : troubles.entrySet()) {
            Trouble trouble = entry.getValue();
            Subscription subject = holdings.find(entry.getKey());
            if (subject != null && trouble.quarantined && trouble.retryAt - now <= 0) {
                trouble.retry();
                holdings.demand(subject, Subscription.Demand.BASE);
            }
        }
    }

    /** Sees to it that the next thing with a time is looked at. */
    private void schedule(long now) {
        long next = writtenAt + heartbeatNanos;
        if (frontierDue && frontierFrom - now > 0) {
            next = earlier(next, frontierFrom);
        }
        if (blocked || window != null) {
            next = earlier(next, progressAt + (degraded ? lane.times.stalled : lane.times.degraded));
        }
        ManifestMirror mirror = user();
        if (mirror.live(now)) {
            next = earlier(next, mirror.leaseUntil());
        }
        if (transport.oneAnswer()) {
            next = earlier(next, deadline);
        }
        if (troubles != null) {
            for (Trouble trouble : troubles.values()) {
                next = trouble.quarantined ? earlier(next, trouble.retryAt) : next;
            }
        }
        if (checking != null) {
            next = earlier(next, checking.deadline());
        } else if (requested != null) {
            next = earlier(next, checkedAt + lane.times.verification);
        }
        long left = identity().expiresAt() - lane.clock.epochMillis();
        next = earlier(next, now + Math.max(0, Math.min(left, 3_600_000)) * 1_000_000);
        if (next - now <= 0) {
            next = now + lane.times.frontier;
        }
        lane.wheel.schedule(this, next);
    }

    private static long earlier(long one, long other) {
        return one - other <= 0 ? one : other;
    }

    // Ending.

    private void fail(ErrorCode code, @Nullable String message, CloseCode close) {
        raw(FrameEncoder.of(encoding).error(code, message, -1, close != CloseCode.TOO_MANY, false));
        close(close, message == null ? "" : message);
    }

    void close(CloseCode code, String reason) {
        flush();
        transport.close(code.code(), reason);
        end(code.code(), code.resumable());
    }

    private void end(int code, boolean resumable) {
        Parked parked = resumable && phase == Phase.OPEN && !transport.oneAnswer() ? park() : null;
        SessionStatus last = joined ? status(lane.now()) : null;
        phase = Phase.CLOSED;
        if (checking != null) {
            checking.results(false).forEach(lane.events::verified);
            checking = null;
        }
        if (user != null) {
            lane.delist(this);
        }
        holdings.clear();
        lane.wheel.remove(this);
        lane.metrics.closed(code);
        if (last != null) {
            lane.events.left(lane.index, this, parked, last);
        }
        window = null;
        troubles = null;
        hello = null;
    }

    private @Nullable Parked park() {
        Manifest manifest = holdings.written();
        if (manifest == null) {
            return null;
        }
        List<Parked.Position> held = new ArrayList<>();
        for (Subscription one : holdings.subscriptions()) {
            held.add(new Parked.Position(one.source(), one.epoch, one.rev, one.grant.number()));
        }
        List<Parked.Flying> flying = new ArrayList<>();
        for (int place = 0; window != null && place < window.size(); place++) {
            Window.Unacked frame = window.at(place);
            Subscription subject = frame.subject;
            flying.add(new Parked.Flying(
                    subject == null
                            ? null
                            : new Parked.Position(
                                    subject.source(), frame.epochBefore, frame.revBefore, subject.grant.number()),
                    frame.manifest));
        }
        return new Parked(sid(), identity(), manifest, acked, written, held, flying);
    }

    // Status.

    /** How far the client has acknowledged a source: the epoch and revision, or null for nothing. */
    @Nullable
    Mark appliedOf(Subscription subscription) {
        Window.Unacked oldest = window == null ? null : window.oldestOf(subscription);
        var epoch = oldest == null ? subscription.epoch : oldest.epochBefore;
        return epoch == null ? null : new Mark(epoch, oldest == null ? subscription.rev : oldest.revBefore);
    }

    long appliedManifest() {
        Window.Unacked oldest = window == null ? null : window.oldestManifest();
        return oldest == null ? holdings.manifestRev() : oldest.revBefore;
    }

    SessionStatus status(long now) {
        Tokens.Verified who = identity();
        List<SourceId> quarantined = new ArrayList<>();
        if (troubles != null) {
            troubles.forEach((source, trouble) -> {
                if (trouble.quarantined) {
                    quarantined.add(source);
                }
            });
        }
        boolean stale = user == null || !user.current(now) || !holdings.current(now);
        SessionStatus.State state = phase == Phase.CLOSED
                ? SessionStatus.State.OFFLINE
                : !quarantined.isEmpty()
                        ? SessionStatus.State.QUARANTINED
                        : degraded
                                ? SessionStatus.State.DEGRADED
                                : inStep && !stale ? SessionStatus.State.IN_STEP : SessionStatus.State.LAGGING;
        return new SessionStatus(
                sid(),
                who.user(),
                who.environment(),
                who.installation(),
                state,
                lag(),
                inStep ? 0 : (now - behindSince) / 1_000_000,
                frontierMillis,
                lane.clock.epochMillis(),
                appliedManifest(),
                appliedOwn(who.user()),
                verifiedMillis,
                quarantined);
    }

    private long appliedOwn(UserId of) {
        Subscription own = holdings.find(SourceId.of(of));
        Mark applied = own == null ? null : appliedOf(own);
        return applied == null ? -1 : applied.rev();
    }

    private long lag() {
        long lag = 0;
        Manifest manifest = user == null ? null : user.manifest();
        if (manifest != null) {
            lag += Math.max(0, manifest.rev() - Math.max(0, appliedManifest()));
        }
        for (Subscription one : holdings.subscriptions()) {
            Mirror mirror = one.at.mirror;
            Mark head = mirror == null ? null : mirror.mark();
            Mark applied = appliedOf(one);
            if (head != null) {
                lag += applied != null && applied.epoch().equals(head.epoch())
                        ? Math.max(0, head.rev() - applied.rev())
                        : head.rev();
            }
        }
        return lag;
    }
}
