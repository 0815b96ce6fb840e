package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Digest;
import io.sightline.engine.sync.Hashes;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.SourceChange;
import io.sightline.engine.sync.wire.ContentEncoder;
import io.sightline.engine.sync.wire.DeviceValue;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.Frame;
import io.sightline.engine.sync.wire.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * One published state of a source, with the frames made of it. Frames live and die with the edition, so no cache of them
 * outlives what it shows. Each is made once, by the first lane to want it, while others of the same class and encoding wait.
 */
public final class Edition {

    /** From how many different revisions cohorts of returning clients are brought here by one shared delta each. */
    private static final int COHORTS = 128;

    private final SourceId id;
    private final Source source;
    private final Mark mark;
    private final long version;
    private final @Nullable SourceChange change;
    private final long committedAt;
    private final int frameBytes;
    private final AtomicReferenceArray<@Nullable Shared> shared = new AtomicReferenceArray<>(FrameEncoder.CLASSES * 2);
    private final AtomicReferenceArray<Digest.@Nullable Leaves> digests =
            new AtomicReferenceArray<>(FrameEncoder.CLASSES);

    /** The outcome of making a frame, which may be that none fits. */
    private record Made(Optional<Frame> frame) {}

    /** The frames of one class in one encoding. */
    private static final class Shared {
        private volatile @Nullable Made newest;
        private final Map<Long, Optional<Frame>> deltas = new HashMap<>();
        private final Map<Long, Optional<Frame>> rebases = new HashMap<>();
        private @Nullable List<Frame> base;
    }

    Edition(SourceId id, Source source, long version, @Nullable SourceChange change, long committedAt, int frameBytes) {
        this.id = id;
        this.source = source;
        this.mark = Mark.of(source);
        this.version = version;
        this.change = change;
        this.committedAt = committedAt;
        this.frameBytes = frameBytes;
    }

    public Source source() {
        return source;
    }

    public Mark mark() {
        return mark;
    }

    long version() {
        return version;
    }

    /** When its newest content became durable, milliseconds since 1970; 0 when it was loaded whole. */
    long committedAt() {
        return committedAt;
    }

    /** What changed since a revision that the source remembers; empty when it does not fit a frame. */
    Optional<Frame> delta(ViewClass view, Selection selection, Encoding encoding, long from) {
        if (!(selection instanceof Selection.All)) {
            return fitting(makeDelta(view, selection, encoding, from));
        }
        Shared frames = shared(view, encoding);
        if (change != null && change.prev() == from) {
            Made newest = frames.newest;
            if (newest == null) {
                synchronized (frames) {
                    newest = frames.newest;
                    if (newest == null) {
                        newest = new Made(fitting(makeNewest(view, encoding, change)));
                        frames.newest = newest;
                    }
                }
            }
            return newest.frame();
        }
        return cohort(frames, frames.deltas, from, () -> makeDelta(view, selection, encoding, from));
    }

    private Frame makeNewest(ViewClass view, Encoding encoding, SourceChange newest) {
        return ContentEncoder.of(encoding)
                .delta(
                        new ContentEncoder.Subject(id, view),
                        mark,
                        newest.prev(),
                        newest.puts(),
                        newest.removals(),
                        newest.tx());
    }

    private Frame makeDelta(ViewClass view, Selection selection, Encoding encoding, long from) {
        List<Source.Entry> puts = source.putSince(from);
        List<Source.Grave> removals = source.removedSince(from);
        if (!(selection instanceof Selection.All)) {
            puts.removeIf(entry -> !selection.covers(entry.key()));
            removals.removeIf(grave -> !selection.covers(grave.key()));
        }
        return ContentEncoder.of(encoding)
                .delta(new ContentEncoder.Subject(id, view), mark, from, puts, removals, null);
    }

    /** What changed since a revision whose removals are forgotten; empty when it does not fit a frame. */
    Optional<Frame> rebase(ViewClass view, Selection selection, Encoding encoding, long from) {
        if (!(selection instanceof Selection.All)) {
            return fitting(makeRebase(view, selection, encoding, from));
        }
        Shared frames = shared(view, encoding);
        return cohort(frames, frames.rebases, from, () -> makeRebase(view, selection, encoding, from));
    }

    private Frame makeRebase(ViewClass view, Selection selection, Encoding encoding, long from) {
        List<Source.Entry> puts = source.putSince(from);
        puts.removeIf(entry -> !selection.covers(entry.key()));
        List<String> living = new ArrayList<>();
        for (String key : source.entries().keySet()) {
            if (selection.covers(key)) {
                living.add(key);
            }
        }
        return ContentEncoder.of(encoding).rebase(new ContentEncoder.Subject(id, view), mark, from, puts, living, null);
    }

    private Optional<Frame> cohort(Shared frames, Map<Long, Optional<Frame>> made, long from, Supplier<Frame> make) {
        synchronized (frames) {
            Optional<Frame> known = made.get(from);
            if (known == null) {
                known = fitting(make.get());
                if (made.size() < COHORTS) {
                    made.put(from, known);
                }
            }
            return known;
        }
    }

    /** All entries of some leaves, for a client at this very revision; empty when they do not fit a frame. */
    Optional<Frame> repair(ViewClass view, Selection selection, Encoding encoding, String leaves) {
        Hashes hashes = new Hashes();
        List<Source.Entry> puts = new ArrayList<>();
        List<String> living = new ArrayList<>();
        for (Source.Entry entry : chosen(selection)) {
            if (leaves.indexOf(Character.forDigit(hashes.leaf(entry.key()), 16)) >= 0) {
                puts.add(entry);
                living.add(entry.key());
            }
        }
        return fitting(ContentEncoder.of(encoding)
                .rebase(new ContentEncoder.Subject(id, view), mark, mark.rev(), puts, living, leaves));
    }

    /** The whole source, in chunks. */
    List<Frame> base(ViewClass view, Selection selection, Encoding encoding) {
        if (!(selection instanceof Selection.All)) {
            return makeBase(view, selection, encoding);
        }
        Shared frames = shared(view, encoding);
        synchronized (frames) {
            List<Frame> base = frames.base;
            if (base == null) {
                base = makeBase(view, selection, encoding);
                frames.base = base;
            }
            return base;
        }
    }

    private List<Frame> makeBase(ViewClass view, Selection selection, Encoding encoding) {
        return ContentEncoder.of(encoding)
                .base(new ContentEncoder.Subject(id, view), mark, chosen(selection), frameBytes);
    }

    /** What a client of this class must hold at this revision. */
    Digest.Leaves digest(ViewClass view, Selection selection) {
        Digest.Leaves known =
                !(selection instanceof Selection.All) ? null : digests.get(FrameEncoder.classNumber(view));
        if (known != null) {
            return known;
        }
        Hashes hashes = new Hashes();
        Digest.Gatherer gatherer = new Digest.Gatherer();
        for (Source.Entry entry : chosen(selection)) {
            gatherer.add(entry.key(), entry.rev(), hashes.text(DeviceValue.of(entry.facts(), view)));
        }
        Digest.Leaves leaves = gatherer.leaves();
        if (selection instanceof Selection.All) {
            digests.set(FrameEncoder.classNumber(view), leaves);
        }
        return leaves;
    }

    /** Whether something that was there at an earlier revision of the epoch is gone, or may be. */
    boolean removedSince(Mark earlier) {
        if (!earlier.epoch().equals(mark.epoch()) || !source.remembersSince(earlier.rev())) {
            return true;
        }
        for (long grave : source.graves().values()) {
            if (grave > earlier.rev()) {
                return true;
            }
        }
        return false;
    }

    private Collection<Source.Entry> chosen(Selection selection) {
        if (selection instanceof Selection.All) {
            return source.entries().values();
        }
        List<Source.Entry> chosen = new ArrayList<>();
        if (!(selection instanceof Selection.Only only)) {
            source.entries().values().stream()
                    .filter(entry -> selection.covers(entry.key()))
                    .sorted(Comparator.comparing(Source.Entry::key))
                    .forEach(chosen::add);
            return chosen;
        }
        for (String key : only.keys().stream().sorted().toList()) {
            Source.Entry entry = source.entries().get(key);
            if (entry != null) {
                chosen.add(entry);
            }
        }
        return chosen;
    }

    private Optional<Frame> fitting(Frame frame) {
        return frame.size() <= frameBytes ? Optional.of(frame) : Optional.empty();
    }

    private Shared shared(ViewClass view, Encoding encoding) {
        int slot = FrameEncoder.classNumber(view) * 2 + (encoding == Encoding.JSON ? 0 : 1);
        Shared frames = shared.get(slot);
        if (frames == null) {
            shared.compareAndSet(slot, null, new Shared());
            frames = shared.get(slot);
        }
        if (frames == null) {
            throw new IllegalStateException("A slot is never emptied");
        }
        return frames;
    }
}
