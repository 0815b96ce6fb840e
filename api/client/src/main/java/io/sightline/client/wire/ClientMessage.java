package io.sightline.client.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a client says. Immutable. */
public sealed interface ClientMessage {

    /** The session that was, and the last frame of it that is applied and durable. */
    record Resume(String sid, long n) {}

    /**
     * Opens a session, or repeats the resume inside one.
     *
     * @param token null inside a session and when the transport carries it
     * @param me epoch of the user, null without a manifest
     * @param cur null when {@code root} or {@code resume} stands for it
     * @param waitSeconds how long a poll may wait, -1 on a socket
     */
    record Hello(
            @Nullable String token,
            Environment env,
            String inst,
            @Nullable String app,
            @Nullable String me,
            long mrev,
            @Nullable List<Cursor> cur,
            @Nullable String root,
            @Nullable Resume resume,
            int waitSeconds)
            implements ClientMessage {
        public Hello {
            cur = cur == null ? null : List.copyOf(cur);
        }

        @Override
        public String toString() {
            return "Hello[" + env + " " + inst + "]";
        }

        /** The same message for a poll that may wait so long. */
        public Hello waiting(int seconds) {
            return new Hello(token, env, inst, app, me, mrev, cur, root, resume, seconds);
        }
    }

    /** An entry that is stored but cannot be shown. */
    record Bad(String s, String k) {}

    /** Every frame up to {@code n} is applied and durable. */
    record Ack(long n, List<Bad> bad) implements ClientMessage {
        public Ack {
            bad = List.copyOf(bad);
        }
    }

    enum Why {
        BASE_MISMATCH,
        BAD_HASH,
        UNKNOWN
    }

    /**
     * Frame {@code n} could not be applied.
     *
     * @param s null when the frame speaks of no source
     * @param have what is held of it, null when nothing
     */
    record Nack(
            long n, @Nullable String s, Why why, @Nullable Cursor have) implements ClientMessage {}

    /** The digest of one source at one cursor, and of its sixteen leaves. */
    record Dig(Cursor at, Digest whole, List<Digest> leaves) implements ClientMessage {
        public Dig {
            leaves = List.copyOf(leaves);
        }
    }

    record Auth(String token) implements ClientMessage {
        @Override
        public String toString() {
            return "Auth[token]";
        }
    }

    /** Answered by a heartbeat. {@code at} is the client's own time, epoch milliseconds. */
    record Ping(long at) implements ClientMessage {}

    record Bye() implements ClientMessage {}
}
