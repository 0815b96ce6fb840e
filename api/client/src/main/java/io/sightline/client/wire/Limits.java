package io.sightline.client.wire;

/** The limits of the protocol that hold without being negotiated (protocol page, section 10). */
public final class Limits {
    public static final int FRAME_BYTES = 65_536;
    public static final int HELLO_BYTES = 65_536;
    public static final int VALUE_BYTES = 4_096;
    public static final int SOURCE_ID_CHARS = 80;
    public static final int ENTRIES_PER_SOURCE = 5_000;
    /** Above this many sources a {@code hello} carries the root in place of the cursor. */
    public static final int CURSOR_SOURCES = 2_000;

    private Limits() {}
}
