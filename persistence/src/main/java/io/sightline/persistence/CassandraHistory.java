package io.sightline.persistence;

import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.data.ByteUtils;
import com.typesafe.config.Config;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.journal.JournalRecord;
import io.sightline.engine.journal.JournalRecordSerializer;
import io.sightline.engine.projection.History;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The journal read as it lies: a part is a bucket, in which entity follows entity. An entity's events beyond the plugin's partition
 * size lie in a further partition, which follows the first.
 */
public final class CassandraHistory implements History {

    private static final int PAGE_ROWS = 1_000;
    private static final int NO_VERSION = -1;

    private final CqlSession session;
    private final long partitionSize;
    private final JournalRecordSerializer serializer = new JournalRecordSerializer();

    /** @param config of the whole actor system */
    public CassandraHistory(CqlSession session, Config config) {
        this.session = session;
        this.partitionSize = config.getLong(Storage.CONFIG_PATH + ".journal.target-partition-size");
    }

    @Override
    public int parts() {
        return JournalStatement.BUCKETS;
    }

    @Override
    public void read(int part, Consumer<Kept> each) {
        // Rows of an entity whose partition is full are followed by those of its further partitions.
        read(
                SimpleStatement.newInstance(
                        "SELECT persistence_id, sequence_nr, ser_manifest, event FROM sightline.messages WHERE partition_nr = ?",
                        (long) part),
                kept -> {
                    each.accept(kept);
                    if (kept.revision() == partitionSize) {
                        read(kept.entity(), partitionSize, each);
                    }
                });
    }

    @Override
    public void read(EntityRef entity, long behind, Consumer<Kept> each) {
        var id = entity.toString();
        var bucket = JournalStatement.bucket(ByteBuffer.wrap(id.getBytes(StandardCharsets.UTF_8)));
        for (var further = behind / partitionSize; ; further++) {
            var end = (further + 1) * partitionSize;
            var last = new long[] {0};
            read(
                    SimpleStatement.newInstance(
                            "SELECT persistence_id, sequence_nr, ser_manifest, event FROM sightline.messages"
                                    + " WHERE partition_nr = ? AND persistence_id = ? AND sequence_nr > ?",
                            further * JournalStatement.BUCKETS + bucket,
                            id,
                            behind),
                    kept -> {
                        last[0] = kept.revision();
                        each.accept(kept);
                    });
            if (last[0] < end) {
                return;
            }
        }
    }

    /** The next page is on its way while one is read. */
    private void read(SimpleStatement statement, Consumer<Kept> each) {
        AsyncResultSet page = join(session.executeAsync(
                statement.setPageSize(PAGE_ROWS).setExecutionProfileName(Storage.JOURNAL_PROFILE)));
        while (true) {
            var next = page.hasMorePages() ? page.fetchNextPage() : null;
            for (var row : page.currentPage()) {
                each.accept(kept(row));
            }
            if (next == null) {
                return;
            }
            page = join(next);
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private Kept kept(Row row) {
        var entity = EntityRef.parse(requireNonNull(row.getString("persistence_id")));
        return new Kept(entity, row.getLong("sequence_nr"), record(row));
    }

    /** What has another layout is left to fail when it is decoded, so that only its entity cannot be read. */
    private JournalRecord record(Row row) {
        var event = row.getByteBuffer("event");
        var bytes = event == null ? new byte[0] : ByteUtils.getArray(event);
        @Nullable String layout = row.getString("ser_manifest");
        try {
            return (JournalRecord) serializer.fromBinary(bytes, layout == null ? "" : layout);
        } catch (NotSerializableException another) {
            return new JournalRecord(NO_VERSION, 0, bytes);
        }
    }
}
