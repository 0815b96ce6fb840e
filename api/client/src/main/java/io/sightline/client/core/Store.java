package io.sightline.client.core;

import java.util.function.Consumer;

import io.sightline.client.wire.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Where a client keeps manifest, positions and entries. One {@link Change} is one transaction: whatever happens to the process or the
 * machine, a store opened again holds all of a change or nothing of it, and never a later one without an earlier. Used by one
 * thread at a time. Throws {@link StoreFailed} when it cannot do its work; it is then of no further use.
 */
public interface Store extends AutoCloseable {

    Manifest manifest();

    /** Position of a source, null when nothing is held of it. */
    @Nullable
    Position position(String source);

    @Nullable
    Entry entry(String source, String key);

    /** Number of entries held of a source. */
    int count(String source);

    /** Hands on every entry of a source, in no particular order. */
    void entries(String source, Consumer<Entry> each);

    void apply(Change change);

    /** Returns when every change so far survives the end of the process and the loss of power. */
    void flush();

    /** A small text kept beside the content, such as the installation id; null when never set. */
    @Nullable
    String note(String name);

    /** Keeps a note. Durable with the next {@link #flush}. */
    void note(String name, String text);

    /** Flushes and lets go of everything. */
    @Override
    void close();
}
