package io.sightline.client.core;

import java.util.ArrayList;
import java.util.List;

import io.sightline.client.core.Holdings.Found;
import io.sightline.client.core.Holdings.Outcome;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ClientMessage.Bad;
import io.sightline.client.wire.ClientMessage.Hello;
import io.sightline.client.wire.ClientMessage.Nack;
import io.sightline.client.wire.ClientMessage.Ping;
import io.sightline.client.wire.ClientMessage.Resume;
import io.sightline.client.wire.ClientMessage.Why;
import io.sightline.client.wire.ServerMessage;
import io.sightline.client.wire.ServerMessage.Base;
import io.sightline.client.wire.ServerMessage.Delta;
import io.sightline.client.wire.ServerMessage.GoAway;
import io.sightline.client.wire.ServerMessage.Heartbeat;
import io.sightline.client.wire.ServerMessage.Man;
import io.sightline.client.wire.ServerMessage.Problem;
import io.sightline.client.wire.ServerMessage.Rebase;
import io.sightline.client.wire.ServerMessage.Unknown;
import io.sightline.client.wire.ServerMessage.UpToDate;
import io.sightline.client.wire.ServerMessage.Verify;
import io.sightline.client.wire.ServerMessage.Welcome;
import org.jspecify.annotations.Nullable;

/**
 * The client's half of the protocol: applies what the server says to a {@link Store} and tells what to answer. It has no clock and does
 * no input or output, so the same inputs always give the same steps. Times are milliseconds of any clock that does not go back.
 *
 * <p>The surroundings {@link #open} a session for each connection, hand every message to {@link #apply} in the order of arrival, and
 * call {@link #tick} at {@link #nextAt}. Every answer is in a {@link Step} and goes out in order. Not thread-safe.
 */
public final class Replica {
    static final long HELLO_EVERY_MS = 500;
    static final long ROOT_HELLO_EVERY_MS = 2_000;
    static final long RESUME_WITHIN_MS = 60_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Store store;
    private final Holdings holdings;
    private final Greeting greeting;
    private final Speech speech;

    private @Nullable String session;
    private boolean resumable;
    private boolean open;
    private boolean inStep;
    /** In step, were it not for a stale heartbeat. */
    private boolean doubted;

    private long heardAt;
    private long heartbeatMs = 25_000;
    private boolean pinged;

    public Replica(Store store, Identity identity) {
        this.store = store;
        this.holdings = new Holdings(store);
        this.greeting = new Greeting(store, holdings, identity);
        this.speech = new Speech(store, holdings, greeting);
    }

    /**
     * Begins a session and returns its first message.
     *
     * @param token null when the transport carries it
     */
    public Hello open(@Nullable String token, long now) {
        boolean resumes = resumable && session != null && now - heardAt <= RESUME_WITHIN_MS;
        store.flush();
        var hello = resumes && session != null
                ? greeting.resume(token, new Resume(session, speech.frames()))
                : greeting.cursorOrRoot(token);
        begin(now);
        return hello;
    }

    /** Begins a session of a single exchange, which always carries the cursor: it stands for the acknowledgement of the last one. */
    public Hello poll(long now) {
        store.flush();
        holdings.unstage();
        begin(now);
        return greeting.cursor();
    }

    private void begin(long now) {
        speech.begin(now);
        open = true;
        inStep = false;
        doubted = false;
        resumable = false;
        heardAt = now;
        pinged = false;
    }

    /** Notes that the connection is gone. What was applied stays; the next session may resume this one. */
    public void closed() {
        open = false;
        inStep = false;
    }

    /** Applies the next message of the session. */
    public Step apply(ServerMessage message, long now) {
        speech.heard(now);
        heardAt = now;
        pinged = false;
        var signals = new ArrayList<Signal>(2);
        dispatch(message, now, signals);
        return step(now, signals);
    }

    /** Does what has become due. Harmless when nothing has. */
    public Step tick(long now) {
        if (!open) {
            return Step.NOTHING;
        }
        var signals = new ArrayList<Signal>(0);
        if (now - heardAt >= silenceMs() * 2) {
            open = false;
            signals.add(new Signal.Hangup(1001, "the server has been silent"));
            return new Step(List.of(), signals);
        }
        if (!pinged && now - heardAt >= silenceMs()) {
            pinged = true;
            speech.add(new Ping(now));
        }
        return step(now, signals);
    }

    /** Says something of the surroundings' own, such as a fresh token, within the permitted pace. */
    public Step say(ClientMessage message, long now) {
        speech.add(message);
        return step(now, List.of());
    }

    /** Time at which {@link #tick} has something to do, {@code Long.MAX_VALUE} for never. */
    public long nextAt() {
        if (!open) {
            return NEVER;
        }
        return Math.min(speech.nextAt(), heardAt + (pinged ? silenceMs() * 2 : silenceMs()));
    }

    /** Whether the session now open has brought a frontier and nothing has cast doubt on it since. */
    public boolean inStep() {
        return inStep;
    }

    /** Number of messages of this session so far. */
    public long frames() {
        return speech.frames();
    }

    /** The root of what is held. */
    public String root() {
        return holdings.root();
    }

    public Store store() {
        return store;
    }

    private void dispatch(ServerMessage message, long now, List<Signal> signals) {
        if (message instanceof Delta delta) {
            var found = new Found();
            settle(delta.s(), holdings.apply(delta, found), found, signals);
        } else if (message instanceof Base base) {
            var found = new Found();
            settle(base.s(), holdings.apply(base, found), found, signals);
        } else if (message instanceof Rebase rebase) {
            var found = new Found();
            settle(rebase.s(), holdings.apply(rebase, found), found, signals);
        } else if (message instanceof Man man) {
            manifest(man, signals);
        } else if (message instanceof UpToDate upToDate) {
            frontier(upToDate, now, signals);
        } else if (message instanceof Heartbeat heartbeat) {
            heartbeat(heartbeat, signals);
        } else if (message instanceof Welcome welcome) {
            welcome(welcome, signals);
        } else if (message instanceof Verify verify) {
            verify(verify);
        } else if (message instanceof GoAway goAway) {
            signals.add(new Signal.Leave(goAway.minMs(), goAway.maxMs(), goAway.why()));
        } else if (message instanceof Problem problem) {
            if (problem.wipe()) {
                holdings.wipe();
                store.flush();
                signals.add(new Signal.Regranted(store.manifest()));
            }
            signals.add(new Signal.Refused(problem));
        } else if (message instanceof Unknown unknown) {
            if (unknown.mustUnderstand()) {
                speech.add(new Nack(speech.frames(), null, Why.UNKNOWN, null));
                signals.add(new Signal.Hangup(4400, "a message that must be understood is not known"));
            }
        } else {
            throw new AssertionError(message);
        }
    }

    private void welcome(Welcome welcome, List<Signal> signals) {
        if (welcome.mode() != ServerMessage.Mode.RESUME) {
            holdings.unstage();
        }
        session = welcome.sid();
        resumable = true;
        heartbeatMs = welcome.hb() * 1_000L;
        greeting.limit(welcome.helloBytes());
        if (welcome.needsCursor()) {
            speech.helloAsked(heardAt);
        }
        signals.add(new Signal.Welcomed(welcome));
    }

    private void manifest(Man man, List<Signal> signals) {
        if (holdings.apply(man)) {
            signals.add(new Signal.Regranted(store.manifest()));
        } else {
            inStep = false;
            wantHello(HELLO_EVERY_MS);
        }
    }

    private void settle(String source, Outcome outcome, Found found, List<Signal> signals) {
        switch (outcome) {
            case APPLIED -> {
                found.unreadable.forEach(key -> speech.addBad(new Bad(source, key)));
                var position = store.position(source);
                if (position != null) {
                    signals.add(new Signal.Applied(source, position, found.keys));
                }
            }
            case STAGED, DROPPED -> {}
            case BASE_MISMATCH -> refuse(source, Why.BASE_MISMATCH);
            case BAD_HASH -> refuse(source, Why.BAD_HASH);
            case TOO_LARGE -> signals.add(new Signal.Hangup(4400, "a source has more entries than it may"));
        }
    }

    private void refuse(String source, Why why) {
        // The server may not learn of this before the connection ends, so the next session must carry the cursor.
        resumable = false;
        inStep = false;
        speech.add(new Nack(speech.frames(), source, why, holdings.cursor(source)));
    }

    private void frontier(UpToDate upToDate, long now, List<Signal> signals) {
        if (upToDate.fence()) {
            speech.acknowledgeAt(now);
        }
        if (compare(upToDate.root())) {
            inStep = true;
            resumable = session != null;
            signals.add(new Signal.Frontier(upToDate.mrev(), upToDate.at()));
        }
    }

    private void heartbeat(Heartbeat heartbeat, List<Signal> signals) {
        if (heartbeat.stale()) {
            doubted |= inStep;
            inStep = false;
            signals.add(new Signal.Stale());
        } else if (compare(heartbeat.root()) && doubted) {
            doubted = false;
            inStep = true;
            signals.add(new Signal.Fresh());
        }
    }

    private boolean compare(String root) {
        boolean same = root.equals(holdings.root());
        if (!same) {
            inStep = false;
            wantHello(ROOT_HELLO_EVERY_MS);
        } else {
            speech.helloNotWanted();
        }
        return same;
    }

    private void verify(Verify verify) {
        var asked = verify.s();
        for (var source : asked == null ? store.manifest().grants().keySet() : List.of(asked)) {
            if (store.position(source) != null) {
                speech.addDigest(source, verify.deep());
            }
        }
    }

    private void wantHello(long every) {
        resumable = false;
        speech.wantHello(heardAt, every);
    }

    private Step step(long now, List<Signal> signals) {
        if (!open) {
            return signals.isEmpty() ? Step.NOTHING : new Step(List.of(), signals);
        }
        var send = speech.say(now);
        return send.isEmpty() && signals.isEmpty() ? Step.NOTHING : new Step(send, signals);
    }

    private long silenceMs() {
        return heartbeatMs * 3 / 2;
    }
}
