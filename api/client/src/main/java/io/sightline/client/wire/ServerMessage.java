package io.sightline.client.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a server says. Component names are the keys of the protocol page where those are words; immutable, so one decoded message
 * may be applied to any number of replicas.
 */
public sealed interface ServerMessage {

    enum Mode {
        DELTA,
        FULL,
        RESUME
    }

    /**
     * The first message of a session.
     *
     * @param hb seconds between heartbeats
     * @param windowFrames frames the server sends ahead of the acknowledgements
     * @param windowBytes bytes it sends ahead of them
     * @param leaseMs how long the server may send on the strength of a manifest it could not renew
     * @param now server time, epoch milliseconds, informative
     * @param needsCursor the server asks for a {@code hello} with the cursor
     */
    record Welcome(
            String sid,
            Mode mode,
            int hb,
            int windowFrames,
            long windowBytes,
            long leaseMs,
            int frameBytes,
            int helloBytes,
            long now,
            boolean needsCursor)
            implements ServerMessage {}

    /**
     * A source the user holds from now on, or holds on with another class, priority or hiding time.
     *
     * @param c view class, informative
     * @param p priority, smaller is more urgent
     * @param until epoch seconds after which a client that is not in step hides the source; 0 for never
     */
    record Granted(String s, long g, int c, int p, long until) {}

    /** A source the user holds no more. */
    record Revoked(String s, long g) {}

    /**
     * The manifest, or its change since revision {@code prev}.
     *
     * @param prev meaningless when {@code full}
     */
    record Man(String me, long prev, long rev, Standing standing, List<Granted> add, List<Revoked> del, boolean full)
            implements ServerMessage {
        public Man {
            add = List.copyOf(add);
            del = List.copyOf(del);
        }
    }

    /** A key that left its source at revision {@code rev}. */
    record Deleted(String k, long rev) {}

    /** The difference of one source between two revisions. */
    record Delta(
            String s,
            String e,
            int c,
            long prev,
            long rev,
            List<Entry> put,
            List<Deleted> del,
            @Nullable String tx) implements ServerMessage {
        public Delta {
            put = List.copyOf(put);
            del = List.copyOf(del);
        }
    }

    /** Chunk {@code i} of the whole content of one source. */
    record Base(String s, String e, int c, long rev, int i, boolean last, List<Entry> put) implements ServerMessage {
        public Base {
            put = List.copyOf(put);
        }
    }

    /**
     * Changed entries with the list of the living keys.
     *
     * @param live key hashes ({@link Hashes#key}) in ascending order, 16 hex digits each
     * @param n how many there are
     * @param leaves the leaf digits it is restricted to, null when it speaks of every key
     */
    record Rebase(
            String s,
            String e,
            int c,
            long prev,
            long rev,
            List<Entry> put,
            String live,
            int n,
            @Nullable String leaves)
            implements ServerMessage {
        public Rebase {
            put = List.copyOf(put);
        }
    }

    /**
     * The frontier: nothing more to send as of {@code at}.
     *
     * @param at server time, epoch milliseconds, informative
     * @param fence asks for an acknowledgement at once
     */
    record UpToDate(long mrev, String root, long at, boolean fence) implements ServerMessage {}

    /**
     * Asks for digests.
     *
     * @param s the source, null for all
     * @param deep whether value hashes are computed again from the stored values
     */
    record Verify(@Nullable String s, boolean deep) implements ServerMessage {}

    record Heartbeat(long mrev, String root, boolean stale) implements ServerMessage {}

    /** Asks the client to connect again after a random time between the two. */
    record GoAway(long minMs, long maxMs, String why) implements ServerMessage {}

    /**
     * The server's refusal.
     *
     * @param retryMs replaces the next reconnect wait, -1 when absent
     * @param wipe the client forgets everything it holds
     */
    record Problem(String code, @Nullable String msg, long retryMs, boolean fatal, boolean wipe)
            implements ServerMessage {}

    /** A message of a type this library does not know; ignored unless {@code mustUnderstand}. */
    record Unknown(String type, boolean mustUnderstand) implements ServerMessage {}
}
