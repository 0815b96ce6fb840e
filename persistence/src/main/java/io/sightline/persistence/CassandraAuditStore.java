package io.sightline.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.sightline.engine.audit.Anchor;
import io.sightline.engine.audit.AuditStore;
import io.sightline.engine.audit.ChainedRecord;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * The audit on Cassandra. A run is one conditional batch in one partition: consensus decides which of two writers gets a
 * number, and all of a run is there or nothing of it. What has been kept long enough goes by the partition, and in the partition
 * where the chain begins by the range.
 */
public final class CassandraAuditStore implements AuditStore {

    static final long BUCKET_RECORDS = 10_000;

    private static final String LOG = "admin";

    private final CqlSession session;
    private final AuditRows rows;
    private final AuditAnchors anchors;
    private final PreparedStatement selectStreams;
    private final PreparedStatement selectBucket;
    private final PreparedStatement begin;
    private final PreparedStatement reach;
    private final PreparedStatement selectReached;
    private final PreparedStatement forgetBucket;
    private final PreparedStatement forgetBelow;

    /** Prepares its statements, so it blocks. */
    public CassandraAuditStore(CqlSession session) {
        this.session = session;
        this.rows = new AuditRows(session);
        this.anchors = new AuditAnchors(session);
        this.forgetBucket = session.prepare("DELETE FROM sightline.audit_records WHERE stream = ? AND bucket = ?");
        this.forgetBelow =
                session.prepare("DELETE FROM sightline.audit_records WHERE stream = ? AND bucket = ? AND number < ?");
        this.selectStreams = session.prepare("SELECT stream FROM sightline.audit_streams WHERE log = ?");
        this.selectBucket = session.prepare("SELECT bucket FROM sightline.audit_streams WHERE log = ? AND stream = ?");
        this.begin = session.prepare("INSERT INTO sightline.audit_streams (log, stream, bucket) VALUES (?, ?, ?)");
        this.reach = session.prepare("UPDATE sightline.audit_records SET reached = ? WHERE stream = ? AND bucket = ?");
        this.selectReached =
                session.prepare("SELECT reached FROM sightline.audit_records WHERE stream = ? AND bucket = ? LIMIT 1");
    }

    @Override
    public CompletionStage<List<String>> streams() {
        List<String> found = new ArrayList<>();
        return session.executeAsync(selectStreams.bind(LOG))
                .thenCompose(page -> names(page, found))
                .thenApply(done -> List.copyOf(found));
    }

    private static CompletionStage<?> names(AsyncResultSet page, List<String> found) {
        page.currentPage().forEach(row -> found.add(requireNonNull(row.getString("stream"))));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> names(next, found))
                : completedStage(page);
    }

    @Override
    public CompletionStage<Optional<ChainedRecord>> last(String stream) {
        return bucket(stream).thenCompose(bucket -> last(stream, bucket));
    }

    /** A bucket is named before its first record is there. */
    private CompletionStage<Optional<ChainedRecord>> last(String stream, long bucket) {
        if (bucket < 0) {
            return completedStage(Optional.empty());
        }
        // Serial, so that an append under way is either finished or can never be.
        return rows.select(stream, bucket, Long.MAX_VALUE, 1, ConsistencyLevel.LOCAL_SERIAL)
                .thenCompose(found ->
                        found.isEmpty() ? last(stream, bucket - 1) : completedStage(Optional.of(found.get(0))));
    }

    @Override
    public CompletionStage<Optional<Anchor>> anchor(String stream) {
        return anchors.find(stream);
    }

    /** What an earlier cut kept its anchor for and did not come to forget goes now: the partition before its own goes again. */
    @Override
    public CompletionStage<Void> cut(Anchor anchor) {
        return anchors.first(anchor.stream()).thenCompose(before -> anchors.advance(anchor)
                .thenCompose(further -> forget(
                        anchor.stream(),
                        Math.max(0, before / BUCKET_RECORDS - 1),
                        further ? anchor.number() : before)));
    }

    private CompletionStage<Void> forget(String stream, long bucket, long first) {
        if ((bucket + 1) * BUCKET_RECORDS > first) {
            return session.executeAsync(forgetBelow.bind(stream, bucket, first)).thenApply(done -> null);
        }
        return session.executeAsync(forgetBucket.bind(stream, bucket))
                .thenCompose(done -> forget(stream, bucket + 1, first));
    }

    @Override
    public CompletionStage<Boolean> append(List<ChainedRecord> run) {
        ChainedRecord first = run.get(0);
        ChainedRecord last = run.get(run.size() - 1);
        long bucket = first.number() / BUCKET_RECORDS;
        if (last.number() / BUCKET_RECORDS != bucket) {
            return straddling(run, bucket);
        }
        return begun(first, bucket).thenCompose(begun -> {
            BatchStatementBuilder batch = new BatchStatementBuilder(BatchType.LOGGED);
            run.forEach(each -> batch.addStatement(rows.insert(each, bucket)));
            batch.addStatement(reach.bind(last.number() + 1, first.stream(), bucket));
            return session.executeAsync(batch.build()).thenApply(AsyncResultSet::wasApplied);
        });
    }

    /** A run over the end of a bucket goes as two; the second is free, for nobody is past the first. */
    private CompletionStage<Boolean> straddling(List<ChainedRecord> run, long bucket) {
        int fits = (int) ((bucket + 1) * BUCKET_RECORDS - run.get(0).number());
        return append(run.subList(0, fits))
                .thenCompose(kept -> kept ? append(run.subList(fits, run.size())) : completedStage(false));
    }

    private CompletionStage<?> begun(ChainedRecord first, long bucket) {
        return first.number() % BUCKET_RECORDS == 0
                ? session.executeAsync(begin.bind(LOG, first.stream(), bucket))
                : completedStage(first);
    }

    @Override
    public CompletionStage<List<ChainedRecord>> from(String stream, long number, int limit) {
        return bucket(stream).thenCompose(newest -> anchors.first(stream)
                .thenCompose(first -> forwards(stream, Math.max(number, first), limit, newest, new ArrayList<>())));
    }

    private CompletionStage<List<ChainedRecord>> forwards(
            String stream, long number, int limit, long newest, List<ChainedRecord> found) {
        long bucket = number / BUCKET_RECORDS;
        if (bucket > newest || found.size() == limit) {
            return completedStage(found);
        }
        return rows.selectFrom(stream, bucket, number, limit - found.size()).thenCompose(more -> {
            found.addAll(more);
            return forwards(stream, (bucket + 1) * BUCKET_RECORDS, limit, newest, found);
        });
    }

    @Override
    public CompletionStage<List<ChainedRecord>> below(String stream, long number, int limit) {
        return bucket(stream).thenCompose(newest -> anchors.first(stream)
                .thenCompose(first -> backwards(
                        stream,
                        Math.min((number - 1) / BUCKET_RECORDS, number <= first ? -1 : newest),
                        number,
                        limit,
                        first / BUCKET_RECORDS,
                        new ArrayList<>())));
    }

    /** @param oldest the bucket in which the chain begins */
    private CompletionStage<List<ChainedRecord>> backwards(
            String stream, long bucket, long number, int limit, long oldest, List<ChainedRecord> found) {
        if (bucket < oldest || found.size() == limit) {
            return completedStage(found);
        }
        return rows.select(stream, bucket, number, limit - found.size(), ConsistencyLevel.LOCAL_QUORUM)
                .thenCompose(more -> {
                    found.addAll(more);
                    return backwards(stream, bucket - 1, number, limit, oldest, found);
                });
    }

    @Override
    public CompletionStage<Long> reached(String stream) {
        return bucket(stream).thenCompose(bucket -> {
            if (bucket < 0) {
                return completedStage(0L);
            }
            return session.executeAsync(selectReached.bind(stream, bucket)).thenApply(found -> {
                var row = found.one();
                // That a bucket has begun tells that those before it are full.
                return row == null || row.isNull("reached") ? bucket * BUCKET_RECORDS : row.getLong("reached");
            });
        });
    }

    /** The newest bucket of a chain; -1 when nobody has begun it. */
    private CompletionStage<Long> bucket(String stream) {
        return session.executeAsync(selectBucket.bind(LOG, stream)).thenApply(found -> {
            var row = found.one();
            return row == null ? -1L : row.getLong("bucket");
        });
    }
}
