package io.sightline.persistence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The inserts on their way to the store, a lane for each bucket. In a lane one batch is under way at a time: a write that
 * finds it empty leaves at once, and what arrives behind it leaves together as soon as it has an answer. So the writes of
 * an entity never overtake each other. Thread-safe.
 */
final class GroupCommit {

    private final CqlSession session;
    private final GroupCommitSettings settings;
    private final ChangeLog changes;
    private final List<Lane> lanes;
    private final AtomicInteger waitingRows = new AtomicInteger();

    GroupCommit(CqlSession session, GroupCommitSettings settings, ChangeLog changes, int lanes) {
        this.session = session;
        this.settings = settings;
        this.changes = changes;
        this.lanes = IntStream.range(0, lanes).mapToObj(Lane::new).toList();
    }

    /**
     * What a caller wrote in one request.
     *
     * @param rows the inserts, all of one partition
     * @param partition the partition
     * @param changed the entities that events among them are of, each with the last event's number
     * @param bytes the size of their values
     * @param profile the execution profile, or none for the default one
     */
    record Write(
            List<? extends BatchableStatement<?>> rows,
            long partition,
            Map<String, Long> changed,
            long bytes,
            @Nullable String profile,
            CompletableFuture<AsyncResultSet> result) {

        boolean goesWith(Write other) {
            return partition == other.partition && Objects.equals(profile, other.profile);
        }
    }

    CompletionStage<AsyncResultSet> submit(int lane, Write write) {
        if (waitingRows.addAndGet(write.rows.size()) > settings.waitingRows()) {
            var waiting = waitingRows.addAndGet(-write.rows.size());
            write.result.completeExceptionally(
                    new RequestThrottlingException("%d rows wait for the store, no more may".formatted(waiting)));
        } else if (lanes.get(lane).enter(write)) {
            send(lanes.get(lane), List.of(write));
        }
        return write.result;
    }

    private void send(Lane lane, List<Write> batch) {
        Map<String, Long> changed = new HashMap<>();
        batch.forEach(write -> changed.putAll(write.changed));
        if (changed.isEmpty()) {
            session.executeAsync(statement(batch, List.of()))
                    .whenComplete((result, failure) -> answered(lane, batch, result, failure));
            return;
        }
        changes.begin(lane.bucket, changed).whenComplete((entry, unprepared) -> {
            if (entry == null) {
                answered(lane, batch, null, unprepared);
                return;
            }
            session.executeAsync(statement(batch, List.of(entry.statement()))).whenComplete((result, failure) -> {
                changes.ended(entry, failure == null);
                answered(lane, batch, result, failure);
            });
        });
    }

    private void answered(Lane lane, List<Write> batch, @Nullable AsyncResultSet result, @Nullable Throwable failure) {
        waitingRows.addAndGet(
                -batch.stream().mapToInt(write -> write.rows.size()).sum());
        var next = lane.next(settings);
        if (!next.isEmpty()) {
            send(lane, next);
        }
        for (var write : batch) {
            if (failure == null) {
                write.result.complete(result);
            } else {
                write.result.completeExceptionally(failure);
            }
        }
    }

    private static Statement<?> statement(List<Write> batch, List<BatchableStatement<?>> further) {
        var first = batch.get(0);
        if (batch.size() == 1 && first.rows.size() == 1 && further.isEmpty()) {
            return first.rows.get(0);
        }
        // An entity of very many events has them in further partitions, and then only a logged batch keeps all
        // together.
        var type = first.partition < JournalStatement.BUCKETS ? BatchType.UNLOGGED : BatchType.LOGGED;
        var statement = new BatchStatementBuilder(type).setExecutionProfileName(first.profile);
        batch.forEach(write -> write.rows.forEach(statement::addStatement));
        further.forEach(statement::addStatement);
        return statement.build();
    }

    /** The writes of one bucket. */
    private static final class Lane {

        private final int bucket;
        private final Deque<Write> waiting = new ArrayDeque<>();
        private boolean busy;

        Lane(int bucket) {
            this.bucket = bucket;
        }

        /** Takes the lane for this write if it is empty, else lets the write wait. */
        synchronized boolean enter(Write write) {
            if (busy) {
                waiting.addLast(write);
                return false;
            }
            busy = true;
            return true;
        }

        /** What leaves next, in the order it came; nothing if the lane is empty now. */
        synchronized List<Write> next(GroupCommitSettings settings) {
            var batch = new ArrayList<Write>();
            var rows = 0;
            var bytes = 0L;
            for (var write = waiting.peekFirst(); write != null; write = waiting.peekFirst()) {
                rows += write.rows.size();
                bytes += write.bytes;
                var fits = rows <= settings.batchRows() && bytes <= settings.batchBytes();
                if (!batch.isEmpty() && !(fits && write.goesWith(batch.get(0)))) {
                    break;
                }
                batch.add(waiting.removeFirst());
            }
            busy = !batch.isEmpty();
            return batch;
        }
    }
}
