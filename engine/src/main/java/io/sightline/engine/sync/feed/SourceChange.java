package io.sightline.engine.sync.feed;

import java.util.List;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * What became of a source between two revisions; applies to exactly the first.
 *
 * @param committedAt when it became durable, milliseconds since 1970
 * @param tx the command that brought it about, for the client; null when several did or none is worth naming
 */
public record SourceChange(
        SourceId source,
        Epoch epoch,
        long prev,
        long rev,
        List<Source.Entry> puts,
        List<Source.Grave> removals,
        long committedAt,
        @Nullable String tx) {

    public SourceChange {
        puts = List.copyOf(puts);
        removals = List.copyOf(removals);
        if (rev <= prev) {
            throw new IllegalArgumentException("A change goes forward: " + prev + " to " + rev);
        }
    }

    /** All that happened to a source since an earlier state of the same epoch, which it must remember. */
    public static SourceChange between(
            SourceId id, Source before, Source after, long committedAt, @Nullable String tx) {
        return new SourceChange(
                id,
                after.epoch(),
                before.rev(),
                after.rev(),
                after.putSince(before.rev()),
                after.removedSince(before.rev()),
                committedAt,
                tx);
    }
}
