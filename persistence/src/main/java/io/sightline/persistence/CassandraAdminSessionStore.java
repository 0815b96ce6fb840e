package io.sightline.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.sightline.engine.access.AdminSession;
import io.sightline.engine.access.AdminSessionStore;
import io.sightline.engine.domain.AdministratorId;

import static java.util.Objects.requireNonNull;

/**
 * The sessions of administrators on Cassandra. What is written to a session is conditional, so that no use of one that was
 * removed at the same moment brings it back; the second table only finds them.
 */
public final class CassandraAdminSessionStore implements AdminSessionStore {

    private final CqlSession session;
    private final int seconds;
    /** Where they stand among the markers of {@link #insert}. */
    private static final int USER_AGENT = 7;

    private static final int TTL = 8;

    private final PreparedStatement insert;
    private final PreparedStatement insertIndex;
    private final PreparedStatement select;
    private final PreparedStatement selectIndex;
    private final PreparedStatement selectOne;
    private final PreparedStatement touch;
    private final PreparedStatement delete;
    private final PreparedStatement deleteIndex;

    /**
     * Prepares its statements, so it blocks.
     *
     * @param kept so long a session may last at most
     */
    public CassandraAdminSessionStore(CqlSession session, Duration kept) {
        this.session = session;
        this.seconds = Math.toIntExact(kept.toSeconds());
        this.insert = session.prepare(
                "INSERT INTO sightline.admin_sessions (hash, id, administrator, credentials,"
                        + " created_at, seen_at, address, user_agent) VALUES (?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS USING TTL ?");
        this.insertIndex = session.prepare(
                "INSERT INTO sightline.admin_sessions_by_administrator (administrator, id, hash) VALUES (?, ?, ?) USING TTL ?");
        this.select =
                session.prepare("SELECT hash, id, administrator, credentials, created_at, seen_at, address, user_agent"
                        + " FROM sightline.admin_sessions WHERE hash = ?");
        this.selectIndex =
                session.prepare("SELECT hash FROM sightline.admin_sessions_by_administrator WHERE administrator = ?");
        this.selectOne = session.prepare(
                "SELECT hash FROM sightline.admin_sessions_by_administrator WHERE administrator = ? AND id = ?");
        this.touch =
                session.prepare("UPDATE sightline.admin_sessions USING TTL ? SET seen_at = ? WHERE hash = ? IF EXISTS");
        this.delete = session.prepare("DELETE FROM sightline.admin_sessions WHERE hash = ? IF EXISTS");
        this.deleteIndex = session.prepare(
                "DELETE FROM sightline.admin_sessions_by_administrator WHERE administrator = ? AND id = ?");
    }

    @Override
    public CompletionStage<Void> add(AdminSession added) {
        String administrator = added.administrator().value();
        return session.executeAsync(insertIndex.bind(administrator, added.id(), added.hash(), seconds))
                .thenCompose(indexed -> session.executeAsync(row(added, administrator)))
                .thenApply(done -> null);
    }

    private BoundStatement row(AdminSession added, String administrator) {
        BoundStatement row = insert.bind(
                        added.hash(),
                        added.id(),
                        administrator,
                        added.credentials(),
                        added.createdAt(),
                        added.seenAt(),
                        added.address())
                .setInt(TTL, seconds);
        String userAgent = added.userAgent();
        return userAgent == null ? row : row.setString(USER_AGENT, userAgent);
    }

    @Override
    public CompletionStage<Optional<AdminSession>> find(String hash) {
        return session.executeAsync(select.bind(hash)).thenApply(rows -> Optional.ofNullable(rows.one())
                // The last use outlives the rest of a row, and is no session.
                .filter(row -> row.getString("id") != null)
                .map(CassandraAdminSessionStore::read));
    }

    @Override
    public CompletionStage<Void> touch(String hash, Instant at) {
        return session.executeAsync(touch.bind(seconds, at, hash)).thenApply(done -> null);
    }

    @Override
    public CompletionStage<List<AdminSession>> of(AdministratorId administrator) {
        List<CompletionStage<Optional<AdminSession>>> found = new ArrayList<>();
        return session.executeAsync(selectIndex.bind(administrator.value()))
                .thenCompose(page -> collect(page, found))
                .thenCompose(all -> {
                    CompletionStage<List<AdminSession>> sessions = CompletableFuture.completedStage(new ArrayList<>());
                    for (CompletionStage<Optional<AdminSession>> each : found) {
                        sessions = sessions.thenCombine(each, (before, one) -> {
                            one.ifPresent(before::add);
                            return before;
                        });
                    }
                    return sessions;
                });
    }

    private CompletionStage<Void> collect(AsyncResultSet page, List<CompletionStage<Optional<AdminSession>>> found) {
        page.currentPage().forEach(row -> found.add(find(requireNonNull(row.getString("hash")))));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> collect(next, found))
                : CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Boolean> remove(AdministratorId administrator, String id) {
        return session.executeAsync(selectOne.bind(administrator.value(), id)).thenCompose(rows -> {
            Row found = rows.one();
            if (found == null) {
                return CompletableFuture.completedStage(false);
            }
            return session.executeAsync(delete.bind(requireNonNull(found.getString("hash"))))
                    .thenCompose(removed -> session.executeAsync(deleteIndex.bind(administrator.value(), id))
                            .thenApply(done -> removed.wasApplied()));
        });
    }

    private static AdminSession read(Row row) {
        return new AdminSession(
                requireNonNull(row.getString("id")),
                requireNonNull(row.getString("hash")),
                new AdministratorId(requireNonNull(row.getString("administrator"))),
                row.getLong("credentials"),
                requireNonNull(row.getInstant("created_at")),
                requireNonNull(row.getInstant("seen_at")),
                requireNonNull(row.getString("address")),
                row.getString("user_agent"));
    }
}
