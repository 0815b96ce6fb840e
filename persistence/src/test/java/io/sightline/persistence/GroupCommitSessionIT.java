package io.sightline.persistence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(300)
class GroupCommitSessionIT {

    private static final String INSERT =
            "INSERT INTO sightline.messages (persistence_id, partition_nr, sequence_nr, timestamp,"
                    + " timebucket, writer_uuid, ser_id, ser_manifest, event_manifest, event, tags)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SELECT = "SELECT sequence_nr FROM sightline.messages WHERE persistence_id = ?"
            + " AND partition_nr = ? AND sequence_nr >= ? AND sequence_nr <= ?";
    private static final String HIGHEST = "SELECT sequence_nr FROM sightline.messages WHERE persistence_id = ?"
            + " AND partition_nr = ? ORDER BY sequence_nr DESC LIMIT 1";

    private final CqlSession session = Store.session();
    private final PreparedStatement insert = session.prepare(INSERT);
    private final PreparedStatement select = session.prepare(SELECT);

    @Test
    void keepsEveryRowOfManyEntitiesWrittenAtOnce() {
        var entities = IntStream.range(0, 300)
                .mapToObj(n -> "user|" + UUID.randomUUID())
                .toList();
        var writes = new ArrayList<CompletableFuture<AsyncResultSet>>();
        for (var sequence = 1; sequence <= 10; sequence++) {
            for (var entity : entities) {
                writes.add(write(event(entity, sequence)));
            }
        }
        allOf(writes);
        for (var entity : entities) {
            assertThat(sequences(entity, 0)).containsExactlyElementsOf(upTo(10));
        }
    }

    @Test
    void answersTheWritesOfOneEntityInTheirOrder() {
        var entity = "user|" + UUID.randomUUID();
        List<Integer> answered = Collections.synchronizedList(new ArrayList<>());
        var writes = new ArrayList<CompletableFuture<AsyncResultSet>>();
        for (var sequence = 1; sequence <= 1_000; sequence++) {
            var number = sequence;
            writes.add(write(event(entity, sequence)).thenApply(result -> {
                answered.add(number);
                return result;
            }));
        }
        allOf(writes);
        assertThat(answered).hasSize(1_000).isSorted();
        assertThat(sequences(entity, 0)).containsExactlyElementsOf(upTo(1_000));
    }

    @Test
    void failsEveryWriteOfABatchThatFails() {
        var entity = "user|" + UUID.randomUUID();
        var alone = write(event(entity, 1));
        var behind = List.of(
                write(event(entity, 2)), write(event(entity, 3).setToNull("timestamp")), write(event(entity, 4)));
        alone.join();
        for (var write : behind) {
            assertThatThrownBy(() -> write.orTimeout(30, TimeUnit.SECONDS).join())
                    .hasCauseInstanceOf(InvalidQueryException.class);
        }
        assertThat(sequences(entity, 0)).containsExactly(1L);
        write(event(entity, 2)).join();
        assertThat(sequences(entity, 0)).containsExactly(1L, 2L);
    }

    @Test
    void keepsTheEventsOfOneRequestTogether() {
        var entity = "user|" + UUID.randomUUID();
        var before = write(event(entity, 1));
        var batch = BatchStatement.newInstance(BatchType.UNLOGGED, event(entity, 2), event(entity, 3))
                .setExecutionProfileName(Storage.JOURNAL_PROFILE);
        var together = session.executeAsync(batch).toCompletableFuture();
        var after = write(event(entity, 4));
        allOf(List.of(before, together, after));
        assertThat(sequences(entity, 0)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void findsTheHighestSequenceNumberAsThePluginAsksForIt() {
        var entity = "user|" + UUID.randomUUID();
        allOf(List.of(write(event(entity, 1)), write(event(entity, 2))));
        var highest = session.execute(session.prepare(HIGHEST).bind(entity, 0L)).one();
        assertThat(highest)
                .satisfies(row -> assertThat(row.getLong("sequence_nr")).isEqualTo(2));
    }

    @Test
    void keepsTheLaterPartitionsOfAnEntityApart() {
        var entity = "user|" + UUID.randomUUID();
        allOf(List.of(write(event(entity, 1)), write(event(entity, 2).setLong("partition_nr", 1))));
        assertThat(sequences(entity, 0)).containsExactly(1L);
        assertThat(sequences(entity, 1)).containsExactly(2L);
    }

    @Test
    void refusesAWriteWhenTooManyWait() {
        try (var other = new GroupCommitSession(
                Storage.open(Store.config()),
                new GroupCommitSettings("sightline", "messages", 10, 1_000, 2, 0, java.time.Duration.ofDays(1)))) {
            var prepared = other.prepare(INSERT);
            var entity = "user|" + UUID.randomUUID();
            var writes = Store.whileTheServerPauses(() -> LongStream.rangeClosed(2, 4)
                    .mapToObj(sequence -> other.executeAsync(event(prepared, entity, sequence))
                            .toCompletableFuture())
                    .toList());
            allOf(writes.subList(0, 2));
            assertThatThrownBy(() -> writes.get(2).join()).hasCauseInstanceOf(RequestThrottlingException.class);
            assertThat(sequences(entity, 0)).containsExactly(2L, 3L);
        }
    }

    @Test
    void neverMovesABucket() {
        // Every event ever written lies where this says.
        assertThat(JournalStatement.bucket(ByteBuffer.wrap("user|ada".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(51);
        assertThat(JournalStatement.BUCKETS).isEqualTo(64);
    }

    private CompletableFuture<AsyncResultSet> write(BoundStatement statement) {
        return session.executeAsync(statement).toCompletableFuture();
    }

    private List<Long> sequences(String entity, long partition) {
        return session.execute(select.bind(entity, partition, 0L, Long.MAX_VALUE)).all().stream()
                .map(row -> row.getLong("sequence_nr"))
                .toList();
    }

    private BoundStatement event(String entity, long sequence) {
        return event(insert, entity, sequence);
    }

    private static BoundStatement event(PreparedStatement insert, String entity, long sequence) {
        return insert.bind(
                        entity,
                        0L,
                        sequence,
                        Uuids.timeBased(),
                        "0",
                        "writer",
                        1,
                        "",
                        "",
                        ByteBuffer.wrap(new byte[100]),
                        Set.of())
                .setExecutionProfileName(Storage.JOURNAL_PROFILE);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static void allOf(List<CompletableFuture<AsyncResultSet>> writes) {
        CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
                .orTimeout(120, TimeUnit.SECONDS)
                .join();
    }
}
