package io.sightline.persistence;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.sightline.engine.access.Authorship;
import io.sightline.engine.domain.AdministratorId;

import static java.util.Objects.requireNonNull;

/** Who made what, on Cassandra, by object and by maker. */
public final class CassandraAuthorship implements Authorship {

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement insertByMaker;
    private final PreparedStatement select;
    private final PreparedStatement selectByMaker;

    /** Prepares its statements, so it blocks. */
    public CassandraAuthorship(CqlSession session) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO sightline.authorship (collection, id, maker) VALUES (?, ?, ?)");
        this.insertByMaker =
                session.prepare("INSERT INTO sightline.authorship_by_maker (maker, collection, id) VALUES (?, ?, ?)");
        this.select = session.prepare("SELECT maker FROM sightline.authorship WHERE collection = ? AND id = ?");
        this.selectByMaker = session.prepare(
                "SELECT id FROM sightline.authorship_by_maker WHERE maker = ? AND collection = ? LIMIT ?");
    }

    @Override
    public CompletionStage<Void> note(String collection, String id, AdministratorId maker) {
        return session.executeAsync(insertByMaker.bind(maker.value(), collection, id))
                .thenCombine(session.executeAsync(insert.bind(collection, id, maker.value())), (listed, noted) -> null);
    }

    @Override
    public CompletionStage<Optional<AdministratorId>> maker(String collection, String id) {
        return session.executeAsync(select.bind(collection, id)).thenApply(rows -> Optional.ofNullable(rows.one())
                .map(row -> new AdministratorId(requireNonNull(row.getString("maker")))));
    }

    @Override
    public CompletionStage<Set<String>> works(String collection, AdministratorId maker, int limit) {
        Set<String> ids = new HashSet<>();
        return session.executeAsync(selectByMaker.bind(maker.value(), collection, limit))
                .thenCompose(page -> collect(page, ids))
                .thenApply(done -> ids);
    }

    private static CompletionStage<Void> collect(AsyncResultSet page, Set<String> ids) {
        page.currentPage().forEach(row -> ids.add(requireNonNull(row.getString("id"))));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> collect(next, ids))
                : CompletableFuture.completedStage(null);
    }
}
