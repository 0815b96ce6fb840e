package io.sightline.engine.sync.node;

import io.sightline.engine.sync.wire.Frame;

/** One connection to a client, as its session sees it. Called on the lane's thread alone. */
public interface Transport {

    /**
     * Whether a frame may be handed over now. At most about one frame should wait below this line: what was handed over can
     * no longer be taken back. When it turns true again the edge calls {@link Connection#writable}.
     */
    boolean writable();

    /** Hands a frame over, in order, perhaps buffered until {@link #flush}. Never blocks and never fails: a broken connection is reported to {@link Connection#closed}. */
    void send(Frame frame);

    void flush();

    /** Closes after what was sent. Codes are those of the protocol's page. The lane hears nothing further of it. */
    void close(int code, String reason);

    /** Whether the other side reads one answer and goes: a frontier is then written without delay. */
    default boolean oneAnswer() {
        return false;
    }
}
