package io.sightline.persistence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;

import static java.util.Objects.requireNonNull;

/** Reads a table that lies in the buckets of the journal, one bucket and one page after the other. */
final class Buckets {

    private static final int PAGE_ROWS = 1_000;

    private Buckets() {}

    /**
     * Runs the query on each bucket and names the persistence id of each row.
     *
     * @param query selects {@code persistence_id}; its first variable is the bucket
     * @param rest the query's further variables
     */
    static CompletionStage<Void> forEach(CqlSession session, String query, Consumer<String> each, Object... rest) {
        return bucket(session, query, 0, each, List.copyOf(Arrays.asList(rest)));
    }

    private static CompletionStage<Void> bucket(
            CqlSession session, String query, long bucket, Consumer<String> each, List<Object> rest) {
        if (bucket == JournalStatement.BUCKETS) {
            return CompletableFuture.completedStage(null);
        }
        var values = new ArrayList<Object>(rest.size() + 1);
        values.add(bucket);
        values.addAll(rest);
        var statement = SimpleStatement.newInstance(query, values.toArray())
                .setPageSize(PAGE_ROWS)
                .setExecutionProfileName(Storage.JOURNAL_PROFILE);
        return session.executeAsync(statement)
                .thenCompose(page -> pages(page, each))
                .thenCompose(done -> bucket(session, query, bucket + 1, each, rest));
    }

    private static CompletionStage<Void> pages(AsyncResultSet page, Consumer<String> each) {
        page.currentPage().forEach(row -> each.accept(requireNonNull(row.getString("persistence_id"))));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> pages(next, each))
                : CompletableFuture.completedStage(null);
    }
}
