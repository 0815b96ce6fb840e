package io.sightline.client.core;

import java.util.ArrayList;
import java.util.List;

import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ClientMessage.Ack;
import io.sightline.client.wire.ClientMessage.Bad;
import io.sightline.client.wire.ClientMessage.Dig;
import io.sightline.client.wire.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What one session says and when: answers first, then acknowledgements, then a hello, then digests, and none faster than the server
 * permits. Times are those of {@link Replica}.
 */
final class Speech {
    static final long ACK_AFTER_MS = 250;
    static final int ACK_AFTER_FRAMES = 64;

    private static final long NEVER = Long.MAX_VALUE;

    private final Store store;
    private final Holdings holdings;
    private final Greeting greeting;
    private final Outbox outbox = new Outbox();
    private Pace pace = new Pace();
    private long frames;
    private long acknowledged;
    private long ackAt = NEVER;
    private long helloAt = NEVER;
    private long lastHello = Long.MIN_VALUE / 2;
    private boolean cursorWanted;

    Speech(Store store, Holdings holdings, Greeting greeting) {
        this.store = store;
        this.holdings = holdings;
        this.greeting = greeting;
    }

    /** Begins a session with a hello. */
    void begin(long now) {
        outbox.clear();
        pace = new Pace();
        pace.spend(now);
        frames = 0;
        acknowledged = 0;
        ackAt = NEVER;
        helloAt = NEVER;
        lastHello = now;
    }

    /** Counts a message of the server, which is acknowledged before long. */
    void heard(long now) {
        frames++;
        acknowledgeAt(frames - acknowledged >= ACK_AFTER_FRAMES ? now : now + ACK_AFTER_MS);
    }

    /** Number of messages of this session so far. */
    long frames() {
        return frames;
    }

    void acknowledgeAt(long time) {
        ackAt = Math.min(ackAt, time);
    }

    void add(ClientMessage message) {
        outbox.add(message);
    }

    void addBad(Bad entry) {
        outbox.addBad(entry);
    }

    void addDigest(String source, boolean deep) {
        outbox.addDigest(source, deep);
    }

    /** Says hello once more, at the pace of a client's own. */
    void wantHello(long now, long every) {
        helloAt = Math.min(helloAt, Math.max(now, lastHello + every));
    }

    /** The server asks for a hello, so it does not wait for the pace of a client's own: two in this second at most. */
    void helloAsked(long now) {
        cursorWanted = true;
        helloAt = now;
    }

    /** Nothing needs a hello any more, unless the server has asked for it. */
    void helloNotWanted() {
        helloAt = cursorWanted ? helloAt : NEVER;
    }

    /** When there is something to say; {@code Long.MAX_VALUE} for never, and a time that is over for at once. */
    long nextAt() {
        long next = Math.min(ackAt, helloAt);
        if (!outbox.urgent().isEmpty() || outbox.hasDigests() || outbox.hasBad()) {
            next = Long.MIN_VALUE;
        }
        return next == NEVER ? NEVER : Math.max(next, pace.nextAt());
    }

    /** Takes what is to be said now. */
    List<ClientMessage> say(long now) {
        var send = new ArrayList<ClientMessage>(2);
        for (ClientMessage next = next(now); next != null; next = next(now)) {
            pace.spend(now);
            send.add(next);
        }
        return send;
    }

    /** The most urgent thing to say now, null when there is none or the pace forbids it. */
    private @Nullable ClientMessage next(long now) {
        if (!pace.allows(now)) {
            return null;
        }
        var urgent = outbox.urgent().poll();
        if (urgent != null) {
            return urgent;
        }
        boolean hello = helloAt <= now;
        if (ackAt <= now || (hello && acknowledged < frames) || (outbox.hasBad() && acknowledged == frames)) {
            return acknowledge();
        }
        if (hello) {
            helloAt = NEVER;
            lastHello = now;
            cursorWanted = false;
            return greeting.cursor();
        }
        return outbox.hasDigests() ? digest() : null;
    }

    private Ack acknowledge() {
        store.flush();
        acknowledged = frames;
        ackAt = NEVER;
        return new Ack(frames, outbox.takeBad());
    }

    private @Nullable ClientMessage digest() {
        var asked = outbox.takeDigest();
        var cursor = holdings.cursor(asked.getKey());
        if (cursor == null) {
            return outbox.hasDigests() ? digest() : null;
        }
        var leaves = holdings.leaves(asked.getKey(), asked.getValue());
        return new Dig(cursor, leaves.stream().reduce(Digest.EMPTY, Digest::plus), leaves);
    }
}
