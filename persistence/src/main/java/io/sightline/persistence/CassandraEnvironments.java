package io.sightline.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.synchronize.Environments;
import io.sightline.engine.synchronize.LastSeen;

import static java.util.Objects.requireNonNull;

/** The environments on Cassandra. The time of a word is the timestamp of its row, so the store itself keeps the newest. */
public final class CassandraEnvironments implements Environments {

    /** Writes under way at a time in one call. */
    private static final int CONCURRENT_WRITES = 32;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    /** Prepares its statements, so it blocks. */
    public CassandraEnvironments(CqlSession session) {
        this.session = session;
        this.insert = session.prepare(
                "INSERT INTO sightline.environments (user_id, installation, environment, at, manifest_revision, in_step,"
                        + " verified_at) VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
        this.select = session.prepare("SELECT installation, environment, at, manifest_revision, in_step, verified_at"
                + " FROM sightline.environments WHERE user_id = ?");
        this.delete = session.prepare("DELETE FROM sightline.environments WHERE user_id = ?");
    }

    @Override
    public CompletionStage<Void> save(List<LastSeen> seen) {
        CompletionStage<Void> saved = CompletableFuture.completedStage(null);
        for (var from = 0; from < seen.size(); from += CONCURRENT_WRITES) {
            var slice = List.copyOf(seen.subList(from, Math.min(seen.size(), from + CONCURRENT_WRITES)));
            saved = saved.thenCompose(before -> saveAtOnce(slice));
        }
        return saved;
    }

    @Override
    public CompletionStage<List<LastSeen>> of(UserId user) {
        List<LastSeen> found = new ArrayList<>();
        return session.executeAsync(select.bind(user.value()))
                .thenCompose(page -> collect(user, page, found))
                .thenApply(done -> List.copyOf(found));
    }

    @Override
    public CompletionStage<Void> forget(UserId user) {
        return session.executeAsync(delete.bind(user.value())).thenApply(done -> null);
    }

    private CompletionStage<Void> saveAtOnce(List<LastSeen> seen) {
        return CompletableFuture.allOf(seen.stream()
                .map(one -> session.executeAsync(bound(one)).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private BoundStatement bound(LastSeen one) {
        var verifiedAt = one.verifiedAt();
        var bound = insert.bind(
                one.user().value(),
                one.installation().value(),
                one.environment().name(),
                one.at(),
                one.manifestRevision(),
                one.inStep(),
                verifiedAt == null ? one.at() : verifiedAt,
                ChronoUnit.MICROS.between(Instant.EPOCH, one.at()));
        // Left out and not null, or the time that is kept would be deleted.
        return verifiedAt == null ? bound.unset("verified_at") : bound;
    }

    private CompletionStage<Void> collect(UserId user, AsyncResultSet page, List<LastSeen> found) {
        page.currentPage().forEach(row -> found.add(lastSeen(user, row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> collect(user, next, found))
                : CompletableFuture.completedStage(null);
    }

    private static LastSeen lastSeen(UserId user, Row row) {
        return new LastSeen(
                user,
                Environment.valueOf(requireNonNull(row.getString("environment"))),
                new InstallationId(requireNonNull(row.getString("installation"))),
                requireNonNull(row.getInstant("at")),
                row.getLong("manifest_revision"),
                row.getBoolean("in_step"),
                row.getInstant("verified_at"));
    }
}
