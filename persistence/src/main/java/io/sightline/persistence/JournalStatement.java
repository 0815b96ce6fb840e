package io.sightline.persistence;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

import static java.util.Objects.requireNonNull;

/**
 * What a prepared statement does with the tables that lie in buckets, the events and the outbox, and where its rows really
 * lie.
 *
 * <p>The plugin thinks of one partition per entity. A batch over many partitions is not one write to Cassandra, though,
 * but as many as it has partitions, each with a wait for its own sync. So the entities share {@value #BUCKETS} partitions
 * (times the plugin's own partition number, which counts up in entities with very many events): the partition is set here,
 * in every statement that has one, as reads and writes pass by.
 *
 * @param persistenceId the index of that variable
 * @param partition the index of that variable
 * @param sequence the index of that variable in an insert of an event, else -1
 * @param write whether it may leave together with others
 */
record JournalStatement(int persistenceId, int partition, int sequence, boolean write) {

    /**
     * How many partitions entities are spread over. Every event ever written lies where this number says: it must never
     * change without moving the events.
     */
    static final int BUCKETS = 64;

    private static final String OUTBOX = "outbox";
    private static final Pattern INSERT = Pattern.compile("\\s*INSERT\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern SELECT = Pattern.compile("\\s*SELECT\\s", Pattern.CASE_INSENSITIVE);

    /** Recognises a statement on rows of one entity; empty for any other. */
    static Optional<JournalStatement> of(PreparedStatement statement, String keyspace, String table) {
        var variables = statement.getVariableDefinitions();
        if (!variables.contains("persistence_id") || !variables.contains("partition_nr")) {
            return Optional.empty();
        }
        var first = variables.get(0);
        var events = first.getTable().equals(CqlIdentifier.fromInternal(table));
        var outbox = first.getTable().equals(CqlIdentifier.fromInternal(OUTBOX));
        if (!first.getKeyspace().equals(CqlIdentifier.fromInternal(keyspace)) || !(events || outbox)) {
            return Optional.empty();
        }
        var insert = INSERT.matcher(statement.getQuery()).lookingAt();
        var select = SELECT.matcher(statement.getQuery()).lookingAt();
        return Optional.of(new JournalStatement(
                variables.firstIndexOf("persistence_id"),
                variables.firstIndexOf("partition_nr"),
                events && insert ? variables.firstIndexOf("sequence_nr") : -1,
                insert || (outbox && !select)));
    }

    /** The statement on the partition where the entity's rows really lie. */
    BoundStatement placed(BoundStatement statement) {
        return statement.setLong(
                partition,
                statement.getLong(partition) * BUCKETS
                        + bucket(requireNonNull(statement.getBytesUnsafe(persistenceId))));
    }

    /** The bucket of a placed statement. */
    int bucketOf(BoundStatement placed) {
        return Math.toIntExact(placed.getLong(partition) % BUCKETS);
    }

    /** Whether this write is the beginning of an entity. */
    boolean firstEvent(BoundStatement statement) {
        return sequence >= 0 && statement.getLong(sequence) == 1;
    }

    static int bucket(ByteBuffer persistenceId) {
        var checksum = new CRC32();
        checksum.update(persistenceId.duplicate());
        return Math.toIntExact(checksum.getValue() % BUCKETS);
    }
}
