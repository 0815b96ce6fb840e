package io.sightline.persistence;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Says of each write of events which entities it is of: a row that is part of the same write. The numbers of a bucket rise from
 * write to write, across restarts too, whatever clocks do: the first write of a process looks for the last one of the process
 * before it. Thread-safe, if in each bucket one write is under way at a time.
 */
final class ChangeLog {

    private static final long UNKNOWN = -1;

    private final CqlSession session;
    private final GroupCommitSettings settings;
    private final AtomicLongArray last = new AtomicLongArray(JournalStatement.BUCKETS);
    private final List<Consumer<Ended>> followers = new CopyOnWriteArrayList<>();
    private volatile @Nullable PreparedStatement insert;

    /** A write that is about to leave, and its row. */
    record Entry(int bucket, long number, Map<String, Long> entities, BoundStatement statement) {}

    /** A write that has an answer; without one it may hold all the same. */
    record Ended(int bucket, long number, Map<String, Long> entities, boolean known) {}

    ChangeLog(CqlSession session, GroupCommitSettings settings) {
        this.session = session;
        this.settings = settings;
        for (var bucket = 0; bucket < JournalStatement.BUCKETS; bucket++) {
            last.set(bucket, UNKNOWN);
        }
    }

    /** Tells of every write from now on, in each bucket in order. */
    void follow(Consumer<Ended> each) {
        followers.add(each);
    }

    /** The next entry of a bucket; fails when the store does not say which was the last. */
    CompletionStage<Entry> begin(int bucket, Map<String, Long> entities) {
        var prepared = insert;
        if (prepared != null && last.get(bucket) != UNKNOWN) {
            return CompletableFuture.completedStage(entry(prepared, bucket, entities));
        }
        return prepare().thenCombine(last(bucket), (statement, newest) -> {
            last.set(bucket, newest);
            return entry(statement, bucket, entities);
        });
    }

    private Entry entry(PreparedStatement prepared, int bucket, Map<String, Long> entities) {
        var number = Math.max(last.get(bucket) + 1, System.currentTimeMillis() * 1_000);
        last.set(bucket, number);
        var row = prepared.bind(
                (long) bucket,
                settings.slot(),
                number,
                entities,
                Math.toIntExact(settings.changesRetention().toSeconds()));
        return new Entry(bucket, number, entities, row);
    }

    private CompletionStage<PreparedStatement> prepare() {
        var prepared = insert;
        if (prepared != null) {
            return CompletableFuture.completedStage(prepared);
        }
        return session.prepareAsync(
                        "INSERT INTO sightline.changes (partition_nr, slot, number, entities) VALUES (?, ?, ?, ?) USING TTL ?")
                .thenApply(made -> {
                    insert = made;
                    return made;
                });
    }

    private CompletionStage<Long> last(int bucket) {
        return session.executeAsync(ChangeRows.newest(bucket, settings.slot())).thenApply(rows -> {
            var row = rows.one();
            return row == null ? 0 : row.getLong("number");
        });
    }

    void ended(Entry entry, boolean known) {
        var ended = new Ended(entry.bucket, entry.number, entry.entities, known);
        followers.forEach(follower -> follower.accept(ended));
    }
}
