package io.sightline.persistence;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.ByteUtils;
import io.sightline.engine.billing.RequestLog.Entry;
import io.sightline.engine.billing.RequestLog.Position;
import io.sightline.engine.billing.RequestLog.Row;
import io.sightline.engine.billing.RequestLog.Settlement;
import io.sightline.engine.billing.Sealed;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.RequestType;

import static java.util.Objects.requireNonNull;

/** The rows of the request log: one partition for each call. Thread-safe. */
final class RequestLogRows {

    /** Most bytes of contents in one batch, well below what the server refuses. */
    private static final int BATCH_BYTES = 512 * 1024;

    private static final int PAGE_ROWS = 200;

    /** Not null, which would be written as a deletion. */
    private static final String NO_SUBJECT = "";

    private static final long NANOS = 1_000_000_000L;
    private static final String COLUMNS = "slot, number, request_id, request_type, received_at, fingerprint, content,"
            + " settled_at, recorded_as, outcome, subject, detail";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement settle;
    private final PreparedStatement empty;
    private final PreparedStatement selectDown;
    private final PreparedStatement selectSome;
    private final PreparedStatement selectState;
    private final PreparedStatement selectLast;

    /** Prepares its statements, so it blocks. */
    RequestLogRows(CqlSession session) {
        this.session = session;
        this.insert =
                session.prepare("INSERT INTO sightline.request_log (slot, bucket, number, request_id, request_type,"
                        + " received_at, fingerprint, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?) USING TTL ?");
        this.settle = session.prepare("UPDATE sightline.request_log USING TTL ? SET settled_at = ?, recorded_as = ?,"
                + " outcome = ?, subject = ?, detail = ? WHERE slot = ? AND bucket = ? AND number = ?");
        this.empty = session.prepare("UPDATE sightline.request_log USING TTL ? SET content = ?"
                + " WHERE slot = ? AND bucket = ? AND number = ?");
        this.selectDown = session.prepare("SELECT " + COLUMNS + " FROM sightline.request_log"
                + " WHERE slot = ? AND bucket = ? AND number > ? AND number <= ? LIMIT ?");
        this.selectSome = session.prepare(
                "SELECT " + COLUMNS + " FROM sightline.request_log" + " WHERE slot = ? AND bucket = ? AND number IN ?");
        this.selectState = session.prepare("SELECT number, request_id, settled_at FROM sightline.request_log"
                + " WHERE slot = ? AND bucket = ? AND number > ?");
        this.selectLast =
                session.prepare("SELECT number FROM sightline.request_log WHERE slot = ? AND bucket = ? LIMIT 1");
    }

    /** Adds rows at rising numbers from {@code first} on, in as few writes as the server takes. */
    CompletionStage<Void> insert(int slot, long bucket, long first, List<Entry> entries, int ttlSeconds) {
        List<CompletableFuture<?>> writes = new ArrayList<>();
        List<BatchableStatement<?>> batch = new ArrayList<>();
        var bytes = 0;
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var content = entry.content().bytes();
            if (!batch.isEmpty() && bytes + content.length > BATCH_BYTES) {
                writes.add(write(batch));
                batch.clear();
                bytes = 0;
            }
            bytes += content.length;
            batch.add(insert.bind(
                    slot,
                    bucket,
                    first + i,
                    entry.id().value(),
                    entry.type().name(),
                    nanos(entry.receivedAt()),
                    entry.fingerprint(),
                    ByteBuffer.wrap(content),
                    ttlSeconds));
        }
        writes.add(write(batch));
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
    }

    /** A settlement and how long its row has still to live. */
    record Settling(Settlement settlement, int ttlSeconds) {}

    CompletionStage<?> settle(int slot, long bucket, List<Settling> settlings) {
        List<BatchableStatement<?>> batch = new ArrayList<>();
        for (var settling : settlings) {
            var settlement = settling.settlement();
            var subject = settlement.subject();
            batch.add(settle.bind(
                    settling.ttlSeconds(),
                    nanos(settlement.at()),
                    settlement.recordedAs().name(),
                    settlement.outcome().name(),
                    subject == null ? NO_SUBJECT : subject.toString(),
                    settlement.detail(),
                    slot,
                    bucket,
                    settlement.position().number()));
        }
        return write(batch);
    }

    /** Puts nothing in the place of a row's content. */
    CompletionStage<?> empty(int slot, long bucket, long number, int ttlSeconds) {
        return session.executeAsync(ofJournal(empty.bind(ttlSeconds, ByteBuffer.allocate(0), slot, bucket, number)));
    }

    /** The rows above one number and up to another, newest first. */
    CompletionStage<List<Row>> down(int slot, long bucket, long above, long upTo, int most) {
        return rows(selectDown.bind(slot, bucket, above, upTo, most));
    }

    /** Those of the rows that there are. */
    CompletionStage<List<Row>> some(int slot, long bucket, List<Long> numbers) {
        return rows(selectSome.bind(slot, bucket, numbers));
    }

    /** The numbers of the unsettled rows above one. Blocks. */
    List<Long> unsettled(int slot, long bucket, long above) {
        List<Long> found = new ArrayList<>();
        for (var row : session.execute(ofJournal(selectState.bind(slot, bucket, above)))) {
            if (row.isNull("settled_at") && !row.isNull("request_id")) {
                found.add(row.getLong("number"));
            }
        }
        return found;
    }

    /** The highest number of a bucket, or 0. Blocks. */
    long last(int slot, long bucket) {
        var row = session.execute(ofJournal(selectLast.bind(slot, bucket))).one();
        return row == null ? 0 : row.getLong("number");
    }

    private CompletableFuture<AsyncResultSet> write(List<BatchableStatement<?>> rows) {
        return session.executeAsync(BatchStatement.newInstance(BatchType.UNLOGGED, rows)
                        .setExecutionProfileName(Storage.JOURNAL_PROFILE))
                .toCompletableFuture();
    }

    private CompletionStage<List<Row>> rows(BoundStatement statement) {
        List<Row> found = new ArrayList<>();
        return session.executeAsync(ofJournal(statement).setPageSize(PAGE_ROWS))
                .thenCompose(page -> collect(page, found))
                .thenApply(done -> found);
    }

    private static CompletionStage<Void> collect(AsyncResultSet page, List<Row> found) {
        page.currentPage().forEach(row -> {
            // Settling a row in the moment it expires leaves a row without a request.
            if (!row.isNull("request_id")) {
                found.add(row(row));
            }
        });
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> collect(next, found))
                : CompletableFuture.completedStage(null);
    }

    private static BoundStatement ofJournal(BoundStatement statement) {
        return statement.setExecutionProfileName(Storage.JOURNAL_PROFILE);
    }

    private static Row row(com.datastax.oss.driver.api.core.cql.Row row) {
        var position = new Position(row.getInt("slot"), row.getLong("number"));
        var entry = new Entry(
                new RequestId(text(row, "request_id")),
                RequestType.valueOf(text(row, "request_type")),
                instant(row.getLong("received_at")),
                text(row, "fingerprint"),
                new Sealed(ByteUtils.getArray(requireNonNull(row.getByteBuffer("content")))));
        return new Row(position, entry, row.isNull("settled_at") ? null : settlement(position, row));
    }

    private static Settlement settlement(Position position, com.datastax.oss.driver.api.core.cql.Row row) {
        var subject = text(row, "subject");
        return new Settlement(
                position,
                instant(row.getLong("settled_at")),
                RequestType.valueOf(text(row, "recorded_as")),
                Outcome.valueOf(text(row, "outcome")),
                subject.equals(NO_SUBJECT) ? null : EntityRef.parse(subject),
                text(row, "detail"));
    }

    private static String text(com.datastax.oss.driver.api.core.cql.Row row, String column) {
        return requireNonNull(row.getString(column));
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
