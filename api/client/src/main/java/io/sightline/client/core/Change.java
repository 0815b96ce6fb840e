package io.sightline.client.core;

import java.util.Collection;
import java.util.List;

import io.sightline.client.wire.Entry;
import org.jspecify.annotations.Nullable;

/**
 * All that one message changes; a {@link Store} takes it whole or not at all. Drops come before the write.
 *
 * @param manifest the new manifest, null when it stays
 * @param drops sources whose entries and position go
 * @param write what happens to one source, null when nothing
 */
public record Change(
        @Nullable Manifest manifest,
        List<String> drops,
        @Nullable Write write) {

    /**
     * New content of one source.
     *
     * @param replace whether everything held of it goes first
     * @param del keys to drop; never one of {@code put}
     */
    public record Write(
            String source, Position position, boolean replace, Collection<Entry> put, Collection<String> del) {}

    static Change of(Write write) {
        return new Change(null, List.of(), write);
    }
}
