package io.sightline.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metrics.Metrics;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import io.sightline.persistence.GroupCommit.Write;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The driver's session as the journal plugin sees it: places the statements on events where they belong
 * ({@link JournalStatement}), and sends the inserts of many entities as one write ({@link GroupCommit}).
 *
 * <p>Each caller's result is that of its batch: when it fails, none of its writes may be taken as done. The inserts that
 * one request holds stay together and are as atomic as before. With the first event of an entity its id enters the
 * population, in the same write, and each write says which entities it is of ({@link ChangeLog}). All that does not concern the events passes through unchanged. Thread-safe.
 */
public final class GroupCommitSession implements CqlSession {

    private final CqlSession session;
    private final GroupCommitSettings settings;
    private final ChangeLog changes;
    private final GroupCommit commit;
    private final ConcurrentMap<PreparedStatement, Optional<JournalStatement>> known = new ConcurrentHashMap<>();

    /** Takes over {@code session}: closing this closes it. */
    public GroupCommitSession(CqlSession session, GroupCommitSettings settings) {
        this.session = session;
        this.settings = settings;
        this.changes = new ChangeLog(session, settings);
        this.commit = new GroupCommit(session, settings, changes, JournalStatement.BUCKETS);
    }

    /** Which entities are written through this session. */
    ChangeLog changes() {
        return changes;
    }

    GroupCommitSettings settings() {
        return settings;
    }

    @Override
    public <RequestT extends Request, ResultT> @Nullable ResultT execute(
            RequestT request, GenericType<ResultT> resultType) {
        if (request instanceof BoundStatement statement) {
            var journal = known(statement);
            if (journal.isPresent()) {
                var placed = journal.get().placed(statement);
                return journal.get().write() && resultType.equals(Statement.ASYNC)
                        ? as(resultType, commit(List.of(placed), journal.get(), statement.getExecutionProfileName()))
                        : session.execute(placed, resultType);
            }
        }
        if (request instanceof BatchStatement batch && resultType.equals(Statement.ASYNC)) {
            var rows = inserts(batch);
            if (!rows.isEmpty()) {
                var journal = known(rows.get(0)).orElseThrow();
                return as(resultType, commit(rows, journal, batch.getExecutionProfileName()));
            }
        }
        return session.execute(request, resultType);
    }

    private Optional<JournalStatement> known(BoundStatement statement) {
        return known.computeIfAbsent(
                statement.getPreparedStatement(),
                prepared -> JournalStatement.of(prepared, settings.keyspace(), settings.table()));
    }

    /** The placed rows of a batch of the journal, which writes one entity's events at a time; none for another batch. */
    private List<BoundStatement> inserts(BatchStatement batch) {
        var rows = new ArrayList<BoundStatement>(batch.size());
        for (var statement : batch) {
            var journal = statement instanceof BoundStatement row ? known(row) : Optional.<JournalStatement>empty();
            if (journal.isEmpty() || !journal.get().write()) {
                return List.of();
            }
            rows.add(journal.get().placed((BoundStatement) statement));
        }
        return batch.getBatchType() == BatchType.UNLOGGED ? rows : List.of();
    }

    private CompletionStage<AsyncResultSet> commit(
            List<BoundStatement> placed, JournalStatement journal, @Nullable String profile) {
        var first = placed.get(0);
        var partition = first.getLong(journal.partition());
        List<BatchableStatement<?>> rows = new ArrayList<>(placed);
        if (journal.firstEvent(first)) {
            rows.add(SimpleStatement.newInstance(
                    "INSERT INTO sightline.population (partition_nr, persistence_id) VALUES (?, ?)",
                    partition,
                    requireNonNull(first.getString(journal.persistenceId()))));
        }
        Map<String, Long> changed = new HashMap<>();
        if (journal.sequence() >= 0) {
            for (var row : placed) {
                changed.put(requireNonNull(row.getString(journal.persistenceId())), row.getLong(journal.sequence()));
            }
        }
        var write = new Write(rows, partition, changed, bytes(placed), profile, new CompletableFuture<>());
        return commit.submit(journal.bucketOf(first), write);
    }

    private static long bytes(List<BoundStatement> rows) {
        var bytes = 0L;
        for (var row : rows) {
            for (var value : row.getValues()) {
                bytes += value == null ? 0 : value.remaining();
            }
        }
        return bytes;
    }

    @SuppressWarnings("unchecked") // The caller asked for Statement.ASYNC, the type of such a stage.
    private static <ResultT> ResultT as(GenericType<ResultT> type, CompletionStage<AsyncResultSet> result) {
        return (ResultT) type.getRawType().cast(result);
    }

    @Override
    public String getName() {
        return session.getName();
    }

    @Override
    public Metadata getMetadata() {
        return session.getMetadata();
    }

    @Override
    public boolean isSchemaMetadataEnabled() {
        return session.isSchemaMetadataEnabled();
    }

    @Override
    public CompletionStage<Metadata> setSchemaMetadataEnabled(@Nullable Boolean enabled) {
        return session.setSchemaMetadataEnabled(enabled);
    }

    @Override
    public CompletionStage<Metadata> refreshSchemaAsync() {
        return session.refreshSchemaAsync();
    }

    @Override
    public CompletionStage<Boolean> checkSchemaAgreementAsync() {
        return session.checkSchemaAgreementAsync();
    }

    @Override
    public DriverContext getContext() {
        return session.getContext();
    }

    @Override
    public Optional<CqlIdentifier> getKeyspace() {
        return session.getKeyspace();
    }

    @Override
    public Optional<Metrics> getMetrics() {
        return session.getMetrics();
    }

    @Override
    public CompletionStage<Void> closeFuture() {
        return session.closeFuture();
    }

    @Override
    public CompletionStage<Void> closeAsync() {
        return session.closeAsync();
    }

    @Override
    public CompletionStage<Void> forceCloseAsync() {
        return session.forceCloseAsync();
    }
}
