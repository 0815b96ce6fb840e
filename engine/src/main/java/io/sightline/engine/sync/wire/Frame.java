package io.sightline.engine.sync.wire;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One message of the server, encoded. It carries nothing of a session, so one frame is sent to thousands. Immutable but for
 * the slot in which a transport keeps its own form of it; safe to share between threads.
 */
public final class Frame {

    /** What it says; the message's {@code t}. */
    public enum Kind {
        WELCOME("welcome"),
        MANIFEST("man"),
        DELTA("d"),
        BASE("b"),
        REBASE("r"),
        FRONTIER("u"),
        VERIFY("ver"),
        HEARTBEAT("hb"),
        GOAWAY("goaway"),
        ERROR("err");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        public String type() {
            return type;
        }

        /** Whether it changes what a client holds. */
        public boolean content() {
            return this == MANIFEST || this == DELTA || this == BASE || this == REBASE;
        }
    }

    private final Kind kind;
    private final byte[] bytes;
    private volatile @Nullable Object form;

    Frame(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    public Kind kind() {
        return kind;
    }

    /** The payload itself, shared: it must not be written to. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    /**
     * The transport's own form of this frame, made by the first to ask. Two threads that ask at once may each make one, and
     * one of them is dropped; so it must need no release. A process uses one kind of form.
     */
    @SuppressWarnings("unchecked")
    public <T> T form(Function<byte[], T> make) {
        Object made = form;
        if (made == null) {
            made = make.apply(bytes);
            form = made;
        }
        return (T) made;
    }

    @Override
    public String toString() {
        return kind.type + "[" + bytes.length + "]";
    }
}
