package io.sightline.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

import static java.util.concurrent.CompletableFuture.completedStage;

/** The list of the request log's partitions. Thread-safe. */
final class RequestLogBuckets {

    /** A bucket of which nothing is left to do. */
    static final long COMPLETE = Long.MAX_VALUE;

    private static final String LOG = "billing";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement mark;
    private final PreparedStatement select;

    /**
     * @param first the number of its first row, which names it
     * @param settledTo everything up to this number is settled; 0 when that is not known of any
     */
    record Bucket(int slot, long first, long settledTo) {}

    /** Prepares its statements, so it blocks. */
    RequestLogBuckets(CqlSession session) {
        this.session = session;
        this.insert = session.prepare(
                "INSERT INTO sightline.request_log_buckets (log, bucket, slot) VALUES (?, ?, ?) USING TTL ?");
        this.mark = session.prepare("UPDATE sightline.request_log_buckets USING TTL ? SET settled_to = ?"
                + " WHERE log = ? AND bucket = ? AND slot = ?");
        this.select = session.prepare("SELECT bucket, slot, settled_to FROM sightline.request_log_buckets"
                + " WHERE log = ? AND bucket > ? AND bucket <= ?");
    }

    CompletionStage<?> add(int slot, long first, int ttlSeconds) {
        return session.executeAsync(
                insert.bind(LOG, first, slot, ttlSeconds).setExecutionProfileName(Storage.JOURNAL_PROFILE));
    }

    CompletionStage<?> mark(int slot, long first, long settledTo, int ttlSeconds) {
        return session.executeAsync(
                mark.bind(ttlSeconds, settledTo, LOG, first, slot).setExecutionProfileName(Storage.JOURNAL_PROFILE));
    }

    /** The buckets of all slots that begin above one number and at most at another, newest first. */
    CompletionStage<List<Bucket>> between(long above, long upTo) {
        List<Bucket> found = new ArrayList<>();
        return session.executeAsync(select.bind(LOG, above, upTo).setExecutionProfileName(Storage.JOURNAL_PROFILE))
                .thenCompose(page -> collect(page, found))
                .thenApply(done -> found);
    }

    private static CompletionStage<Void> collect(AsyncResultSet page, List<Bucket> found) {
        page.currentPage().forEach(row -> found.add(bucket(row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> collect(next, found))
                : completedStage(null);
    }

    private static Bucket bucket(Row row) {
        return new Bucket(row.getInt("slot"), row.getLong("bucket"), row.getLong("settled_to"));
    }
}
