package io.sightline.persistence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.erasure.Erasures;
import io.sightline.engine.erasure.Remains;
import io.sightline.engine.runtime.EntityKind;

/**
 * The rows of entities in the journal, the snapshots and the population. Removed are whole entities and nothing of one that
 * goes on, one after the other, for erasing is rare and may take its time.
 */
public final class CassandraRemains implements Remains {

    private static final String BETWEEN =
            "SELECT persistence_id FROM sightline.population WHERE partition_nr = ? AND persistence_id >= ? AND persistence_id < ?";

    private final CqlSession session;
    private final long partitionSize;

    /** @param config of the whole actor system */
    public CassandraRemains(CqlSession session, Config config) {
        this.session = session;
        this.partitionSize = config.getLong(Storage.CONFIG_PATH + ".journal.target-partition-size");
    }

    @Override
    public CompletionStage<List<EntityRef>> belongings(UserId user) {
        // A colon parts the owner from the rest of such an id, and the semicolon is the character behind it.
        List<EntityRef> found = new ArrayList<>();
        CompletionStage<Void> before = CompletableFuture.completedStage(null);
        for (var kind : Erasures.BELONGINGS) {
            var first = EntityRef.prefix(kind) + user.value();
            before = before.thenCompose(done ->
                    Buckets.forEach(session, BETWEEN, id -> found.add(EntityRef.parse(id)), first + ":", first + ";"));
        }
        // Operators may have put the same into the ids of their cameras, and a user's id may begin with another's.
        return before.thenApply(done -> found.stream()
                .filter(each -> EntityKind.keyHolder(each).filter(user::equals).isPresent())
                .toList());
    }

    @Override
    public CompletionStage<Void> remove(Collection<EntityRef> entities) {
        CompletionStage<Void> before = CompletableFuture.completedStage(null);
        for (var entity : entities) {
            before = before.thenCompose(done -> remove(entity.toString()));
        }
        return before;
    }

    private CompletionStage<Void> remove(String id) {
        long bucket = JournalStatement.bucket(ByteBuffer.wrap(id.getBytes(StandardCharsets.UTF_8)));
        return last(id, bucket, 0)
                .thenCompose(last -> removeEvents(id, bucket, last / partitionSize))
                .thenCompose(done -> execute("DELETE FROM sightline.snapshots WHERE persistence_id = ?", id))
                .thenCompose(done -> execute(
                        "DELETE FROM sightline.population WHERE partition_nr = ? AND persistence_id = ?", bucket, id))
                .thenAccept(done -> {});
    }

    /** The number of the last event, found partition by partition: each but the last is full. */
    private CompletionStage<Long> last(String id, long bucket, long partition) {
        return execute(
                        "SELECT max(sequence_nr) FROM sightline.messages WHERE partition_nr = ? AND persistence_id = ?",
                        partition * JournalStatement.BUCKETS + bucket,
                        id)
                .thenCompose(found -> {
                    var row = found.one();
                    long highest = row == null || row.isNull(0) ? partition * partitionSize : row.getLong(0);
                    return highest < (partition + 1) * partitionSize
                            ? CompletableFuture.completedStage(highest)
                            : last(id, bucket, partition + 1);
                });
    }

    /** From the last partition to the first, so that what is left after a failure is found again. */
    private CompletionStage<Void> removeEvents(String id, long bucket, long partition) {
        return execute(
                        "DELETE FROM sightline.messages WHERE partition_nr = ? AND persistence_id = ?",
                        partition * JournalStatement.BUCKETS + bucket,
                        id)
                .thenCompose(done -> partition == 0
                        ? CompletableFuture.completedStage(null)
                        : removeEvents(id, bucket, partition - 1));
    }

    private CompletionStage<AsyncResultSet> execute(String statement, Object... values) {
        return session.executeAsync(
                SimpleStatement.newInstance(statement, values).setExecutionProfileName(Storage.JOURNAL_PROFILE));
    }
}
