package io.sightline.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What one writer of the request log knows of its slot: its last number, its buckets, and which numbers are not settled.
 * Thread-safe.
 */
final class OpenRequests {

    /** Most rows of a bucket: about 50 MB when a request has a kilobyte. */
    static final int BUCKET_ROWS = 50_000;

    /** How far the numbers of a bucket lie apart at most: a day, in microseconds. */
    static final long BUCKET_SPAN = 86_400_000_000L;

    /** So many settlements in a bucket make it worth noting how far everything is settled. */
    private static final int MARK_EVERY = 4_096;

    private static final class Bucket {
        final long first;
        final CompletionStage<?> listed;
        int rows;
        int settledSinceMark;
        /** A write that failed may be there all the same; nothing from its number on is known to be settled. */
        long uncertainFrom = Long.MAX_VALUE;

        Bucket(long first, CompletionStage<?> listed) {
            this.first = first;
            this.listed = listed;
        }
    }

    /** @param listed complete when the bucket can be found by its readers; nothing may be written before that */
    record Place(long bucket, long first, CompletionStage<?> listed) {}

    /** Everything in the bucket up to this number is settled. */
    record Mark(long bucket, long settledTo) {}

    private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
    private final TreeSet<Long> open = new TreeSet<>();
    private final Map<Long, CompletableFuture<Void>> settling = new HashMap<>();
    private final int bucketRows;
    private @Nullable Bucket current;
    private long last;

    /** @param last no number is given that is not higher */
    OpenRequests(long last, int bucketRows) {
        this.last = last;
        this.bucketRows = bucketRows;
    }

    /** Takes over a bucket of an earlier run. */
    synchronized void found(long bucket, List<Long> unsettled) {
        buckets.put(bucket, new Bucket(bucket, CompletableFuture.completedStage(null)));
        open.addAll(unsettled);
    }

    /**
     * Gives numbers to rows that are about to be written.
     *
     * @param list makes a new bucket known to readers; called when one is begun
     */
    synchronized Place begin(int rows, long nowMicros, LongFunction<CompletionStage<?>> list) {
        var first = Math.max(last + 1, nowMicros);
        last = first + rows - 1;
        var bucket = current;
        if (bucket == null || bucket.rows + rows > bucketRows || last - bucket.first >= BUCKET_SPAN) {
            bucket = new Bucket(first, list.apply(first));
            buckets.put(first, bucket);
            current = bucket;
        }
        bucket.rows += rows;
        for (var number = first; number <= last; number++) {
            open.add(number);
        }
        return new Place(bucket.first, first, bucket.listed);
    }

    /** The rows are not written, or nobody knows. */
    synchronized void failed(Place place, int rows) {
        open.subSet(place.first(), place.first() + rows).clear();
        var bucket = requireNonNull(buckets.get(place.bucket()));
        bucket.uncertainFrom = Math.min(bucket.uncertainFrom, place.first());
        if (bucket == current && bucket.listed.toCompletableFuture().isCompletedExceptionally()) {
            current = null;
        }
    }

    /** The bucket a number lies in; empty for one this slot never had. */
    synchronized Optional<Long> bucket(long number) {
        return Optional.ofNullable(buckets.floorKey(number));
    }

    /**
     * Begins to settle a row.
     *
     * @param fresh completed by the caller when the settlement is kept or has failed
     * @return {@code fresh} when the caller has to write it, else what became of the settlement that came before
     */
    synchronized CompletableFuture<Void> settle(long number, CompletableFuture<Void> fresh) {
        if (!open.contains(number)) {
            return CompletableFuture.completedFuture(null);
        }
        var before = settling.putIfAbsent(number, fresh);
        return before == null ? fresh : before;
    }

    /** A settlement could not be kept, as far as is known. */
    synchronized void unsettled(long number) {
        settling.remove(number);
    }

    /** Settlements are kept; yields what is worth noting of their bucket. */
    synchronized Optional<Mark> settled(long bucket, List<Long> numbers) {
        numbers.forEach(number -> {
            open.remove(number);
            settling.remove(number);
        });
        var found = requireNonNull(buckets.get(bucket));
        found.settledSinceMark += numbers.size();
        return mark(found);
    }

    /** What is worth noting of the buckets before the current one, when that has just begun. */
    synchronized List<Mark> marks(long begun) {
        List<Mark> marks = new ArrayList<>();
        var before = buckets.lowerEntry(begun);
        if (before != null) {
            mark(before.getValue()).ifPresent(marks::add);
        }
        return marks;
    }

    private Optional<Mark> mark(Bucket bucket) {
        var lowest = open.ceiling(bucket.first);
        var next = buckets.higherKey(bucket.first);
        var end = next == null ? last + 1 : next;
        var unknown = Math.min(lowest == null ? end : Math.min(lowest, end), bucket.uncertainFrom);
        if (bucket != current && unknown == end) {
            return Optional.of(new Mark(bucket.first, RequestLogBuckets.COMPLETE));
        }
        if (bucket.settledSinceMark < MARK_EVERY) {
            return Optional.empty();
        }
        bucket.settledSinceMark = 0;
        return Optional.of(new Mark(bucket.first, unknown - 1));
    }

    /** The lowest unsettled numbers above one, by their buckets. */
    synchronized NavigableMap<Long, List<Long>> above(long number, int most) {
        var found = new TreeMap<Long, List<Long>>();
        open.tailSet(number, false).stream().limit(most).forEach(each -> found.computeIfAbsent(
                        requireNonNull(buckets.floorKey(each)), bucket -> new ArrayList<>())
                .add(each));
        return found;
    }

    /** Forgets what is past its retention. */
    synchronized void expire(long upTo) {
        open.headSet(upTo, true).clear();
    }
}
