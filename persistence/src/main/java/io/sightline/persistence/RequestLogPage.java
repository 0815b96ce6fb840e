package io.sightline.persistence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.billing.RequestLog.Page;
import io.sightline.engine.billing.RequestLog.Position;
import io.sightline.engine.billing.RequestLog.Row;
import io.sightline.persistence.RequestLogBuckets.Bucket;

import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * One page of the rows of all slots, newest first, read from no more partitions than could have a row on it. Used once, by one
 * caller.
 */
final class RequestLogPage {

    private final RequestLogRows rows;
    private final List<Bucket> buckets;
    private final Position before;
    private final long oldest;
    private final int most;
    private final TreeMap<Position, Row> newest = new TreeMap<>();
    private final Map<Integer, Long> newerOfSlot = new HashMap<>();

    /**
     * @param buckets those that may have rows of the page, newest first
     * @param oldest rows up to this number are past their retention
     */
    RequestLogPage(RequestLogRows rows, List<Bucket> buckets, Position before, long oldest, int most) {
        this.rows = rows;
        this.buckets = buckets;
        this.before = before;
        this.oldest = oldest;
        this.most = most;
    }

    CompletionStage<Page> read() {
        return readFrom(0).thenApply(done -> page());
    }

    private CompletionStage<Void> readFrom(int index) {
        for (var i = index; i < buckets.size(); i++) {
            var bucket = buckets.get(i);
            var upTo = upTo(bucket);
            if (upTo > oldest && upTo >= lowest()) {
                var next = i + 1;
                return rows.down(bucket.slot(), bucket.first(), oldest, upTo, most + 1)
                        .thenCompose(found -> {
                            found.forEach(row -> newest.put(row.position(), row));
                            while (newest.size() > most + 1) {
                                newest.pollFirstEntry();
                            }
                            return readFrom(next);
                        });
            }
        }
        return completedStage(null);
    }

    /** The highest number that a row of this bucket may have on the page. */
    private long upTo(Bucket bucket) {
        var newer = newerOfSlot.put(bucket.slot(), bucket.first());
        var end = bucket.first() + OpenRequests.BUCKET_SPAN - 1;
        var asked = bucket.slot() < before.slot() ? before.number() : before.number() - 1;
        return Math.min(asked, newer == null ? end : Math.min(end, newer - 1));
    }

    private long lowest() {
        return newest.size() > most ? newest.firstKey().number() : Long.MIN_VALUE;
    }

    private Page page() {
        var more = newest.size() > most;
        if (more) {
            newest.pollFirstEntry();
        }
        return new Page(List.copyOf(newest.descendingMap().values()), more ? newest.firstKey() : null);
    }
}
