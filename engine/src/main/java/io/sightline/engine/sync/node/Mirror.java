package io.sightline.engine.sync.node;

import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.SourceChange;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** A source on this node. */
public final class Mirror extends Copy {

    private final SourceId source;
    private final int frameBytes;
    private volatile @Nullable Edition edition;

    Mirror(SourceId source, int frameBytes) {
        this.source = source;
        this.frameBytes = frameBytes;
    }

    public SourceId source() {
        return source;
    }

    /** What is published, with its frames; null before the first load. */
    public @Nullable Edition edition() {
        return edition;
    }

    @Override
    public @Nullable Mark mark() {
        Edition now = edition;
        return now == null ? null : now.mark();
    }

    @Override
    public long version() {
        Edition now = edition;
        return now == null ? 0 : now.version();
    }

    /** Whether this is exactly the next step. */
    boolean follows(SourceChange change) {
        Edition now = edition;
        return now != null
                && now.mark().epoch().equals(change.epoch())
                && now.mark().rev() == change.prev();
    }

    /** Publishes the state after a change that {@link #follows}. */
    void apply(SourceChange change) {
        Edition now = edition;
        if (now == null || !follows(change)) {
            throw new IllegalStateException("A change of " + source + " out of turn");
        }
        Source before = now.source();
        PMap<String, Source.Entry> entries = before.entries();
        PMap<String, Long> graves = before.graves();
        for (Source.Entry put : change.puts()) {
            entries = entries.plus(put.key(), put);
            graves = graves.minus(put.key());
        }
        for (Source.Grave removal : change.removals()) {
            entries = entries.minus(removal.key());
            graves = graves.plus(removal.key(), removal.rev());
        }
        Source after = forget(new Source(change.epoch(), change.rev(), entries, graves, before.horizon()));
        edition = new Edition(source, after, now.version() + 1, change, change.committedAt(), frameBytes);
    }

    /** Publishes a whole state. */
    void load(Source whole, long committedAt) {
        edition = new Edition(source, whole, version() + 1, null, committedAt, frameBytes);
    }

    /** Keeps as many removals as the owner does, or a mirror that lives long would keep all. */
    private static Source forget(Source source) {
        int most = Source.GRAVES_KEPT + Source.GRAVES_KEPT / 8;
        if (source.graves().size() <= most) {
            return source;
        }
        long[] revs = source.graves().values().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        long horizon = revs[revs.length - Source.GRAVES_KEPT - 1];
        PMap<String, Long> kept = source.graves();
        for (var grave : source.graves().entrySet()) {
            if (grave.getValue() <= horizon) {
                kept = kept.minus(grave.getKey());
            }
        }
        return new Source(source.epoch(), source.rev(), source.entries(), kept, Math.max(horizon, source.horizon()));
    }
}
