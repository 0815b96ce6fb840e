package io.sightline.engine.sync.wire;

/** Why the server ends a connection; the WebSocket close code. */
public enum CloseCode {
    /** An answer to one request is complete. */
    DONE(1000),
    TOO_LARGE(1009),
    NODE_LEAVES(1012),
    STALLED(4008),
    PROTOCOL(4400),
    AUTH(4401),
    GONE(4403),
    NO_HELLO(4408),
    REPLACED(4409),
    TOO_MANY(4429);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Whether the client may come back and go on where it was. */
    public boolean resumable() {
        return this == NODE_LEAVES || this == STALLED || this == REPLACED || this == TOO_MANY;
    }
}
