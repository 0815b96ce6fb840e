package io.sightline.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import com.datastax.oss.driver.api.core.CqlSession;
import io.sightline.engine.billing.RequestLog;
import io.sightline.persistence.RequestLogBuckets.Bucket;
import io.sightline.persistence.RequestLogRows.Settling;
import org.jspecify.annotations.Nullable;

import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * The request log on Cassandra: what is appended together lies in one partition and is one write. Ages are those of the
 * positions. A slot belongs to one running process; a second one would give the same numbers again.
 */
public final class CassandraRequestLog implements RequestLog {

    /** Slots are numbered from 0 to below this. */
    public static final int SLOTS = 1_024;

    private static final Duration LONGEST_RETENTION = Duration.ofDays(1_830);
    private static final int MOST_ON_A_PAGE = 1_000;
    private static final int READ_AT_ONCE = 200;
    private static final int EMPTIED_AT_ONCE = 500;
    private static final long SECOND = 1_000_000;
    /** The list outlives the rows: those of a bucket are up to a day younger than its entry. */
    private static final int LISTED_LONGER_SECONDS = 2 * 86_400;

    private final RequestLogRows rows;
    private final RequestLogBuckets buckets;
    private final OpenRequests requests;
    private final int slot;
    private final long retention;
    private final InstantSource clock;

    private CassandraRequestLog(
            RequestLogRows rows,
            RequestLogBuckets buckets,
            OpenRequests requests,
            int slot,
            long retention,
            InstantSource clock) {
        this.rows = rows;
        this.buckets = buckets;
        this.requests = requests;
        this.slot = slot;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Finds what an earlier run of this slot left unsettled, so it blocks.
     *
     * @param slot of this process alone, and the same after a restart; 0 to {@link #SLOTS} - 1
     * @param retention how long rows are kept, from a second to 1,830 days
     */
    public static CassandraRequestLog open(CqlSession session, int slot, Duration retention, InstantSource clock) {
        return open(session, slot, retention, clock, OpenRequests.BUCKET_ROWS);
    }

    static CassandraRequestLog open(
            CqlSession session, int slot, Duration retention, InstantSource clock, int bucketRows) {
        if (slot < 0 || slot >= SLOTS) {
            throw new IllegalArgumentException("Slot %d is not between 0 and %d".formatted(slot, SLOTS - 1));
        }
        if (retention.toSeconds() < 1 || retention.compareTo(LONGEST_RETENTION) > 0) {
            throw new IllegalArgumentException(
                    "A retention of %s is not between a second and %s".formatted(retention, LONGEST_RETENTION));
        }
        var rows = new RequestLogRows(session);
        var buckets = new RequestLogBuckets(session);
        var micros = retention.toSeconds() * SECOND;
        var earlier = buckets
                .between(micros(clock.instant()) - micros - OpenRequests.BUCKET_SPAN, Long.MAX_VALUE)
                .toCompletableFuture()
                .join()
                .stream()
                .filter(bucket -> bucket.slot() == slot)
                .toList();
        var last = earlier.isEmpty()
                ? 0
                : Math.max(
                        earlier.get(0).first(), rows.last(slot, earlier.get(0).first()));
        var requests = new OpenRequests(last, bucketRows);
        var log = new CassandraRequestLog(rows, buckets, requests, slot, micros, clock);
        earlier.forEach(log::takeOver);
        return log;
    }

    private void takeOver(Bucket bucket) {
        var complete = bucket.settledTo() == RequestLogBuckets.COMPLETE;
        var unsettled = complete ? List.<Long>of() : rows.unsettled(slot, bucket.first(), bucket.settledTo());
        requests.found(bucket.first(), unsettled);
        if (!complete && unsettled.isEmpty()) {
            mark(new OpenRequests.Mark(bucket.first(), RequestLogBuckets.COMPLETE));
        }
    }

    @Override
    public CompletionStage<List<Position>> append(List<Entry> entries) {
        requireAtMost(entries.size(), MOST_AT_ONCE);
        var size = entries.size();
        var place =
                requests.begin(size, micros(clock.instant()), first -> buckets.add(slot, first, listedSeconds(first)));
        if (place.bucket() == place.first()) {
            requests.marks(place.bucket()).forEach(this::mark);
        }
        return place.listed()
                .thenCompose(listed ->
                        rows.insert(slot, place.bucket(), place.first(), List.copyOf(entries), seconds(place.first())))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        requests.failed(place, size);
                    }
                })
                .thenApply(done -> LongStream.range(place.first(), place.first() + size)
                        .mapToObj(number -> new Position(slot, number))
                        .toList());
    }

    @Override
    public CompletionStage<Void> settle(List<Settlement> settlements) {
        requireAtMost(settlements.size(), MOST_AT_ONCE);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        var byBucket = new TreeMap<Long, List<Settling>>();
        var written = new CompletableFuture<Void>();
        for (var settlement : settlements) {
            var position = settlement.position();
            if (position.slot() != slot) {
                throw new IllegalArgumentException("%s is not of slot %d".formatted(position, slot));
            }
            var fate = requests.settle(position.number(), written);
            if (fate != written) {
                all.add(fate);
            } else if (byBucket.values().stream()
                    .flatMap(List::stream)
                    .noneMatch(other -> other.settlement().position().equals(position))) {
                byBucket.computeIfAbsent(requests.bucket(position.number()).orElseThrow(), key -> new ArrayList<>())
                        .add(new Settling(settlement, seconds(position.number())));
            }
        }
        byBucket.forEach((bucket, group) -> all.add(settle(bucket, group)));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).whenComplete((done, failure) -> {
            if (failure == null) {
                written.complete(null);
            } else {
                written.completeExceptionally(failure);
            }
        });
    }

    private CompletableFuture<Void> settle(long bucket, List<Settling> group) {
        var numbers = group.stream()
                .map(settling -> settling.settlement().position().number())
                .toList();
        return rows.settle(slot, bucket, group)
                .<Void>handle((done, failure) -> {
                    if (failure != null) {
                        numbers.forEach(requests::unsettled);
                        throw new java.util.concurrent.CompletionException(failure);
                    }
                    requests.settled(bucket, numbers).ifPresent(this::mark);
                    return null;
                })
                .toCompletableFuture();
    }

    @Override
    public CompletionStage<List<Row>> unsettled(int most) {
        requests.expire(oldest());
        return unsettled(Long.MIN_VALUE, most, new ArrayList<>());
    }

    private CompletionStage<List<Row>> unsettled(long above, int most, List<Row> found) {
        var candidates = requests.above(above, Math.min(READ_AT_ONCE, most - found.size()));
        if (candidates.isEmpty()) {
            return completedStage(List.copyOf(found));
        }
        List<CompletableFuture<List<Row>>> reads = new ArrayList<>();
        candidates.forEach(
                (bucket, numbers) -> reads.add(rows.some(slot, bucket, numbers).toCompletableFuture()));
        var lastCandidates = candidates.lastEntry().getValue();
        long highest = lastCandidates.get(lastCandidates.size() - 1);
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).thenCompose(done -> {
            reads.stream()
                    .flatMap(read -> read.join().stream())
                    .filter(row -> row.settlement() == null)
                    .sorted(Comparator.comparing(Row::position))
                    .forEach(found::add);
            return unsettled(highest, most, found);
        });
    }

    @Override
    public CompletionStage<Page> page(@Nullable Position before, int most) {
        requireAtMost(most, MOST_ON_A_PAGE);
        var from = before == null ? new Position(SLOTS, Long.MAX_VALUE - 1) : before;
        var oldest = oldest();
        return buckets.between(oldest - OpenRequests.BUCKET_SPAN, from.number())
                .thenCompose(listed -> new RequestLogPage(rows, listed, from, oldest, most).read());
    }

    @Override
    public CompletionStage<Integer> empty(Predicate<Row> chosen) {
        var emptied = new AtomicInteger();
        return buckets.between(oldest() - OpenRequests.BUCKET_SPAN, Long.MAX_VALUE)
                .thenCompose(listed -> {
                    CompletionStage<Void> before = completedStage(null);
                    for (var bucket : listed) {
                        before = before.thenCompose(done -> empty(bucket, Long.MAX_VALUE, chosen, emptied));
                    }
                    return before;
                })
                .thenApply(done -> emptied.get());
    }

    private CompletionStage<Void> empty(Bucket bucket, long upTo, Predicate<Row> chosen, AtomicInteger emptied) {
        return rows.down(bucket.slot(), bucket.first(), oldest(), upTo, EMPTIED_AT_ONCE)
                .thenCompose(found -> {
                    CompletionStage<Void> before = completedStage(null);
                    for (var row : found) {
                        var whole = !row.entry().content().isEmpty();
                        if (row.settlement() != null && whole && chosen.test(row)) {
                            var number = row.position().number();
                            before = before.thenCompose(
                                            done -> rows.empty(bucket.slot(), bucket.first(), number, seconds(number)))
                                    .thenAccept(done -> emptied.incrementAndGet());
                        }
                    }
                    return found.size() < EMPTIED_AT_ONCE
                            ? before
                            : before.thenCompose(done -> empty(
                                    bucket,
                                    found.get(found.size() - 1).position().number() - 1,
                                    chosen,
                                    emptied));
                });
    }

    /** A mark only saves reading at the next start, so nobody waits for it, and losing one costs nothing else. */
    private void mark(OpenRequests.Mark mark) {
        buckets.mark(slot, mark.bucket(), mark.settledTo(), listedSeconds(mark.bucket()));
    }

    private static void requireAtMost(int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("%d is not between 1 and %d".formatted(number, most));
        }
    }

    /** Up to this number everything is past its retention. */
    private long oldest() {
        return micros(clock.instant()) - retention;
    }

    private int seconds(long number) {
        return Math.toIntExact(Math.max(1, (number - oldest()) / SECOND));
    }

    private int listedSeconds(long first) {
        return seconds(first) + LISTED_LONGER_SECONDS;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
