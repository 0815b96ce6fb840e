package io.sightline.persistence;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.projection.Feed;

import static java.util.Objects.requireNonNull;

/** What the journal has grown by: from this process as it is written, from all of them as the table of changes has it. */
public final class CassandraFeed implements Feed {

    private final GroupCommitSession session;

    /**
     * @param session that of the journal ({@link Storage#session})
     * @throws IllegalArgumentException when it is another
     */
    public CassandraFeed(CqlSession session) {
        if (!(session instanceof GroupCommitSession ours)) {
            throw new IllegalArgumentException("Only the journal's own session knows what is written");
        }
        this.session = ours;
    }

    @Override
    public Duration retention() {
        return session.settings().changesRetention();
    }

    @Override
    public void follow(Consumer<Written> each) {
        var slot = session.settings().slot();
        session.changes()
                .follow(ended -> each.accept(new Written(
                        lane(slot, ended.bucket()), ended.number(), entities(ended.entities()), ended.known())));
    }

    private static String lane(int slot, int bucket) {
        return slot + ":" + bucket;
    }

    private static Map<EntityRef, Long> entities(Map<String, Long> changed) {
        Map<EntityRef, Long> entities = new HashMap<>();
        changed.forEach((id, revision) -> entities.put(EntityRef.parse(id), revision));
        return entities;
    }

    @Override
    public CompletionStage<Map<String, Long>> heads() {
        Map<String, Long> heads = new ConcurrentHashMap<>();
        return inEachBucket(bucket -> slots(bucket, -1, (slot, newest) -> {
                    heads.put(lane(slot, bucket), newest);
                    return CompletableFuture.completedStage(null);
                }))
                .thenApply(done -> Map.copyOf(heads));
    }

    @Override
    public CompletionStage<Void> since(Map<String, Long> lanes, Consumer<Written> each) {
        return inEachBucket(bucket -> slots(bucket, -1, (slot, newest) -> {
            var lane = lane(slot, bucket);
            var behind = lanes.getOrDefault(lane, 0L);
            return newest <= behind
                    ? CompletableFuture.completedStage(null)
                    : session.executeAsync(ChangeRows.since(bucket, slot, behind))
                            .thenCompose(page -> tell(page, lane, each));
        }));
    }

    private static CompletionStage<Void> tell(AsyncResultSet page, String lane, Consumer<Written> each) {
        page.currentPage().forEach(row -> each.accept(written(row, lane)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> tell(next, lane, each))
                : CompletableFuture.completedStage(null);
    }

    private static Written written(Row row, String lane) {
        var changed = requireNonNull(row.getMap("entities", String.class, Long.class));
        return new Written(lane, row.getLong("number"), entities(changed), true);
    }

    private interface InBucket {
        CompletionStage<Void> ask(int bucket);
    }

    private interface InSlot {
        CompletionStage<Void> ask(int slot, long newest);
    }

    /** One bucket after the other: whoever is told is told by one thread at a time. */
    private static CompletionStage<Void> inEachBucket(InBucket ask) {
        CompletionStage<Void> asked = CompletableFuture.completedStage(null);
        for (var bucket = 0; bucket < JournalStatement.BUCKETS; bucket++) {
            var number = bucket;
            asked = asked.thenCompose(done -> ask.ask(number));
        }
        return asked;
    }

    private CompletionStage<Void> slots(int bucket, int behind, InSlot ask) {
        return session.executeAsync(ChangeRows.nextSlot(bucket, behind)).thenCompose(rows -> {
            var row = rows.one();
            if (row == null) {
                return CompletableFuture.completedStage(null);
            }
            var slot = row.getInt("slot");
            return ask.ask(slot, row.getLong("number")).thenCompose(done -> slots(bucket, slot, ask));
        });
    }
}
