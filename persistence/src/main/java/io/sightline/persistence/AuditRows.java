package io.sightline.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.sightline.engine.audit.Actor;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.AuditStore;
import io.sightline.engine.audit.ChainedRecord;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** The rows of the audit, one partition at a time. Thread-safe. */
final class AuditRows {

    private static final String COLUMNS = "recorded_at, actor_kind, actor_id, operation, object, status,"
            + " request_id, address, hash, on_behalf_of, reason, user_agent, changes";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement selectBelow;
    private final PreparedStatement selectFrom;

    /** Prepares its statements, so it blocks. */
    AuditRows(CqlSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO sightline.audit_records (stream, bucket, number, " + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        this.selectBelow = session.prepare("SELECT stream, number, " + COLUMNS
                + " FROM sightline.audit_records WHERE stream = ? AND bucket = ? AND number < ? LIMIT ?");
        this.selectFrom = session.prepare("SELECT stream, number, " + COLUMNS + " FROM sightline.audit_records"
                + " WHERE stream = ? AND bucket = ? AND number >= ? ORDER BY number ASC LIMIT ?");
    }

    BoundStatement insert(ChainedRecord chained, long bucket) {
        AuditRecord record = chained.record();
        BoundStatement bound = insert.bind(
                chained.stream(),
                bucket,
                chained.number(),
                record.at(),
                record.actor().kind().name(),
                record.actor().id(),
                record.operation(),
                record.object(),
                record.status(),
                record.requestId(),
                record.address(),
                chained.hash());
        bound = with(bound, "on_behalf_of", record.onBehalfOf());
        bound = with(bound, "reason", record.reason());
        bound = with(bound, "user_agent", record.userAgent());
        return with(bound, "changes", record.changes());
    }

    /** What is absent stays unset: writing a null would leave a tombstone in every row. */
    private static BoundStatement with(BoundStatement bound, String column, @Nullable String value) {
        return value == null ? bound : bound.setString(column, value);
    }

    /** Those below a number, newest first. */
    CompletionStage<List<ChainedRecord>> select(
            String stream, long bucket, long below, int limit, ConsistencyLevel consistency) {
        return read(selectBelow.bind(stream, bucket, below, limit).setConsistencyLevel(consistency));
    }

    /** Those from a number on, oldest first. */
    CompletionStage<List<ChainedRecord>> selectFrom(String stream, long bucket, long number, int limit) {
        return read(selectFrom.bind(stream, bucket, number, limit));
    }

    private CompletionStage<List<ChainedRecord>> read(BoundStatement statement) {
        return session.executeAsync(statement.setPageSize(AuditStore.MOST)).thenApply(AuditRows::records);
    }

    /** No more is ever asked for than one page holds. */
    private static List<ChainedRecord> records(AsyncResultSet page) {
        List<ChainedRecord> found = new ArrayList<>();
        page.currentPage().forEach(row -> found.add(record(row)));
        return found;
    }

    private static ChainedRecord record(Row row) {
        return new ChainedRecord(
                text(row, "stream"),
                row.getLong("number"),
                new AuditRecord(
                        requireNonNull(row.getInstant("recorded_at")),
                        new Actor(Actor.Kind.valueOf(text(row, "actor_kind")), text(row, "actor_id")),
                        row.getString("on_behalf_of"),
                        row.getString("reason"),
                        text(row, "operation"),
                        text(row, "object"),
                        row.getInt("status"),
                        text(row, "request_id"),
                        text(row, "address"),
                        row.getString("user_agent"),
                        row.getString("changes")),
                text(row, "hash"));
    }

    private static String text(Row row, String column) {
        return requireNonNull(row.getString(column));
    }
}
