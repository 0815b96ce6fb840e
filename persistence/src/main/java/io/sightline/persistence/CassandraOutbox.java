package io.sightline.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.runtime.Outbox;

/** The outbox on Cassandra. Its writes leave with the events of the same bucket, so they cost next to nothing. */
public final class CassandraOutbox implements Outbox {

    private final CqlSession session;
    private final PreparedStatement open;
    private final PreparedStatement close;
    private final AtomicLong lastTimestamp = new AtomicLong();

    /** Prepares its statements, so it blocks; the session is that of the journal ({@link GroupCommitSession}). */
    public CassandraOutbox(CqlSession session) {
        this.session = session;
        this.open = session.prepare(
                "INSERT INTO sightline.outbox (persistence_id, partition_nr) VALUES (?, ?) USING TIMESTAMP ?");
        this.close = session.prepare(
                "DELETE FROM sightline.outbox USING TIMESTAMP ? WHERE persistence_id = ? AND partition_nr = ?");
    }

    @Override
    public CompletionStage<Void> open(EntityRef entity) {
        return write(open, entity);
    }

    @Override
    public CompletionStage<Void> close(EntityRef entity) {
        return write(close, entity);
    }

    @Override
    public CompletionStage<List<EntityRef>> all() {
        List<EntityRef> found = new ArrayList<>();
        return Buckets.forEach(
                        session,
                        "SELECT persistence_id FROM sightline.outbox WHERE partition_nr = ?",
                        id -> found.add(EntityRef.parse(id)))
                .thenApply(done -> List.copyOf(found));
    }

    private CompletionStage<Void> write(PreparedStatement statement, EntityRef entity) {
        return session.executeAsync(statement
                        .boundStatementBuilder()
                        .setString("persistence_id", entity.toString())
                        .setLong("partition_nr", 0)
                        .setLong("[timestamp]", timestamp())
                        .setExecutionProfileName(Storage.JOURNAL_PROFILE)
                        .setIdempotence(true)
                        .build())
                .thenApply(done -> null);
    }

    // Opening after closing must win: servers of different clocks cannot promise that, this node's order can.
    private long timestamp() {
        var now = System.currentTimeMillis() * 1_000;
        return lastTimestamp.updateAndGet(last -> Math.max(last + 1, now));
    }
}
