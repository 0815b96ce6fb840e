package io.sightline.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.sightline.engine.access.Acting;
import io.sightline.engine.access.ActingStore;
import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.UserId;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * Who acts for whom on Cassandra, in one partition. Every write is conditional, so all of them are ordered by consensus and one of
 * several nodes ends an acting; a read at quorum sees what was answered.
 */
public final class CassandraActingStore implements ActingStore {

    private static final String PLANE = "admin";
    private static final String COLUMNS =
            "hash, user_id, administrator, session, purpose, reason, started_at, expires_at";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement replace;
    private final PreparedStatement select;
    private final PreparedStatement selectAll;
    private final PreparedStatement delete;

    /** Prepares its statements, so it blocks. */
    public CassandraActingStore(CqlSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO sightline.actings (" + COLUMNS
                + ", plane, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        this.replace = session.prepare(
                "UPDATE sightline.actings SET hash = ?, user_id = ?, administrator = ?, session = ?,"
                        + " purpose = ?, reason = ?, started_at = ?, expires_at = ? WHERE plane = ? AND id = ? IF EXISTS");
        this.select = session.prepare("SELECT id, " + COLUMNS + " FROM sightline.actings WHERE plane = ? AND id = ?");
        this.selectAll = session.prepare("SELECT id, " + COLUMNS + " FROM sightline.actings WHERE plane = ?");
        this.delete = session.prepare("DELETE FROM sightline.actings WHERE plane = ? AND id = ? IF EXISTS");
    }

    @Override
    public CompletionStage<Void> add(Acting acting) {
        return write(insert, acting)
                .thenCompose(added -> added.wasApplied() ? completedStage(added) : write(replace, acting))
                .thenApply(done -> null);
    }

    private CompletionStage<AsyncResultSet> write(PreparedStatement statement, Acting acting) {
        return session.executeAsync(statement.bind(
                acting.hash(),
                acting.user().value(),
                acting.administrator().value(),
                acting.session(),
                acting.purpose().name(),
                acting.reason(),
                acting.startedAt(),
                acting.expiresAt(),
                PLANE,
                acting.id()));
    }

    @Override
    public CompletionStage<Optional<Acting>> find(String id) {
        return session.executeAsync(select.bind(PLANE, id))
                .thenApply(rows -> Optional.ofNullable(rows.one()).map(CassandraActingStore::acting));
    }

    @Override
    public CompletionStage<List<Acting>> all() {
        List<Acting> found = new ArrayList<>();
        return session.executeAsync(selectAll.bind(PLANE))
                .thenCompose(page -> collect(page, found))
                .thenApply(done -> List.copyOf(found));
    }

    private static CompletionStage<?> collect(AsyncResultSet page, List<Acting> found) {
        page.currentPage().forEach(row -> found.add(acting(row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> collect(next, found))
                : completedStage(page);
    }

    @Override
    public CompletionStage<Boolean> remove(String id) {
        return session.executeAsync(delete.bind(PLANE, id)).thenApply(AsyncResultSet::wasApplied);
    }

    private static Acting acting(Row row) {
        return new Acting(
                text(row, "id"),
                text(row, "hash"),
                new UserId(text(row, "user_id")),
                new AdministratorId(text(row, "administrator")),
                text(row, "session"),
                Acting.Purpose.valueOf(text(row, "purpose")),
                text(row, "reason"),
                requireNonNull(row.getInstant("started_at")),
                requireNonNull(row.getInstant("expires_at")));
    }

    private static String text(Row row, String column) {
        return requireNonNull(row.getString(column));
    }
}
