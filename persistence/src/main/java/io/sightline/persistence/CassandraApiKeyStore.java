package io.sightline.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.sightline.engine.access.ApiKey;
import io.sightline.engine.access.ApiKeyStore;

import static java.util.Objects.requireNonNull;

/**
 * The API keys on Cassandra, in one partition. Every write is conditional, so all of them are ordered by consensus and no
 * clock decides between them; a read at quorum sees what was answered.
 */
public final class CassandraApiKeyStore implements ApiKeyStore {

    private static final String PLANE = "admin";
    private static final String COLUMNS = "name, hash, scopes, created_at, signed, predecessor, expires_at";

    private final CqlSession session;
    private final PreparedStatement markFirst;
    private final PreparedStatement selectFirst;
    private final PreparedStatement rescope;
    private final PreparedStatement insertWithFirst;
    private final PreparedStatement insert;
    private final PreparedStatement replace;
    private final PreparedStatement expire;
    private final PreparedStatement use;
    private final PreparedStatement selectUses;
    private final PreparedStatement select;
    private final PreparedStatement selectAll;
    private final PreparedStatement delete;

    /** Prepares its statements, so it blocks. */
    public CassandraApiKeyStore(CqlSession session) {
        this.session = session;
        this.markFirst =
                session.prepare("UPDATE sightline.api_keys SET first_key = ? WHERE plane = ? IF first_key = null");
        this.selectFirst = session.prepare("SELECT first_key FROM sightline.api_keys WHERE plane = ? LIMIT 1");
        this.rescope = session.prepare("UPDATE sightline.api_keys SET scopes = ? WHERE plane = ? AND id = ? IF EXISTS");
        this.insertWithFirst = session.prepare(
                "INSERT INTO sightline.api_keys (" + COLUMNS + ", plane, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.insert = session.prepare("INSERT INTO sightline.api_keys (" + COLUMNS
                + ", plane, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        this.replace = session.prepare("UPDATE sightline.api_keys SET name = ?, hash = ?, scopes = ?, created_at = ?,"
                + " signed = ?, predecessor = ?, expires_at = ? WHERE plane = ? AND id = ? IF EXISTS");
        this.expire =
                session.prepare("UPDATE sightline.api_keys SET expires_at = ? WHERE plane = ? AND id = ? IF EXISTS");
        this.use = session.prepare("INSERT INTO sightline.api_key_uses (plane, id, day) VALUES (?, ?, ?)");
        this.selectUses = session.prepare("SELECT id, day FROM sightline.api_key_uses WHERE plane = ?");
        this.select = session.prepare("SELECT id, " + COLUMNS + " FROM sightline.api_keys WHERE plane = ? AND id = ?");
        this.selectAll = session.prepare("SELECT id, " + COLUMNS + " FROM sightline.api_keys WHERE plane = ?");
        this.delete = session.prepare("DELETE FROM sightline.api_keys WHERE plane = ? AND id = ? IF EXISTS");
    }

    @Override
    public CompletionStage<Boolean> addFirst(ApiKey key) {
        return session.executeAsync(BatchStatement.newInstance(
                        BatchType.LOGGED, markFirst.bind(key.id(), PLANE), bound(insertWithFirst, key)))
                .thenApply(AsyncResultSet::wasApplied);
    }

    @Override
    public CompletionStage<Boolean> rescopeFirst(Set<String> scopes) {
        return session.executeAsync(selectFirst.bind(PLANE)).thenCompose(rows -> {
            Row row = rows.one();
            String id = row == null ? null : row.getString("first_key");
            return id == null
                    ? CompletableFuture.completedStage(false)
                    : find(id).thenCompose(
                                    key -> key.isEmpty() || key.get().scopes().equals(scopes)
                                            ? CompletableFuture.completedStage(false)
                                            : session.executeAsync(rescope.bind(scopes, PLANE, id))
                                                    .thenApply(AsyncResultSet::wasApplied));
        });
    }

    @Override
    public CompletionStage<Void> add(ApiKey key) {
        return session.executeAsync(bound(insert, key))
                .thenCompose(added -> added.wasApplied()
                        ? CompletableFuture.completedStage(added)
                        : session.executeAsync(bound(replace, key)))
                .thenApply(done -> null);
    }

    @Override
    public CompletionStage<Boolean> expire(String id, Instant at) {
        return session.executeAsync(expire.bind(at, PLANE, id)).thenApply(AsyncResultSet::wasApplied);
    }

    @Override
    public CompletionStage<Void> used(String id, LocalDate day) {
        return session.executeAsync(use.bind(PLANE, id, day)).thenApply(done -> null);
    }

    @Override
    public CompletionStage<Map<String, LocalDate>> lastUses() {
        Map<String, LocalDate> uses = new HashMap<>();
        return session.executeAsync(selectUses.bind(PLANE))
                .thenCompose(page -> eachRow(
                        page,
                        row -> uses.put(requireNonNull(row.getString("id")), requireNonNull(row.getLocalDate("day")))))
                .thenApply(done -> uses);
    }

    @Override
    public CompletionStage<Optional<ApiKey>> find(String id) {
        return session.executeAsync(select.bind(PLANE, id))
                .thenApply(rows -> Optional.ofNullable(rows.one()).map(CassandraApiKeyStore::key));
    }

    @Override
    public CompletionStage<List<ApiKey>> all() {
        List<ApiKey> found = new ArrayList<>();
        return session.executeAsync(selectAll.bind(PLANE))
                .thenCompose(page -> eachRow(page, row -> {
                    // A partition with no key left still has one row, of its static column alone.
                    if (row.getString("id") != null) {
                        found.add(key(row));
                    }
                }))
                .thenApply(done -> List.copyOf(found));
    }

    @Override
    public CompletionStage<Boolean> remove(String id) {
        return session.executeAsync(delete.bind(PLANE, id)).thenApply(AsyncResultSet::wasApplied);
    }

    private static CompletionStage<Void> eachRow(AsyncResultSet page, Consumer<Row> each) {
        page.currentPage().forEach(each);
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> eachRow(next, each))
                : CompletableFuture.completedStage(null);
    }

    private static BoundStatement bound(PreparedStatement statement, ApiKey key) {
        BoundStatement bound = statement
                .bind()
                .setString("name", key.name())
                .setString("hash", key.hash())
                .setSet("scopes", key.scopes(), String.class)
                .setInstant("created_at", key.createdAt())
                .setBoolean("signed", key.signed())
                .setString("plane", PLANE)
                .setString("id", key.id())
                .setToNull("predecessor")
                .setToNull("expires_at");
        if (key.predecessor() != null) {
            bound = bound.setString("predecessor", key.predecessor());
        }
        return key.expiresAt() == null ? bound : bound.setInstant("expires_at", key.expiresAt());
    }

    private static ApiKey key(Row row) {
        return new ApiKey(
                requireNonNull(row.getString("id")),
                requireNonNull(row.getString("name")),
                requireNonNull(row.getString("hash")),
                requireNonNull(row.getSet("scopes", String.class)),
                requireNonNull(row.getInstant("created_at")),
                // Absent in keys of before there were signatures, which reads as false.
                row.getBoolean("signed"),
                row.getString("predecessor"),
                row.getInstant("expires_at"));
    }
}
