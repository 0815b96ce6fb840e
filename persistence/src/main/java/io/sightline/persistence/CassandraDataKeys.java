package io.sightline.persistence;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.ByteUtils;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.DataKey;
import io.sightline.engine.journal.DataKeys;
import io.sightline.engine.journal.MasterKey;

import static java.util.Objects.requireNonNull;

/**
 * The data keys on Cassandra, wrapped under the master key. Every write is conditional, so consensus orders creation and
 * destruction, and a plain read at quorum sees whatever was answered.
 */
public final class CassandraDataKeys implements DataKeys {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final CqlSession session;
    private final MasterKey master;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement destroy;

    /** Prepares its statements, so it blocks. */
    public CassandraDataKeys(CqlSession session, MasterKey master) {
        this.session = session;
        this.master = master;
        this.insert = session.prepare("INSERT INTO sightline.user_keys (user_id, wrapped) VALUES (?, ?) IF NOT EXISTS");
        this.select = session.prepare("SELECT wrapped, destroyed FROM sightline.user_keys WHERE user_id = ?");
        this.destroy = session.prepare(
                "UPDATE sightline.user_keys SET wrapped = ?, destroyed = true WHERE user_id = ? IF destroyed = null");
    }

    @Override
    public CompletionStage<Optional<DataKey>> find(UserId user) {
        return execute(select.bind(user.value())).thenApply(rows -> Optional.ofNullable(rows.one())
                .filter(row -> !destroyed(row))
                .map(row -> unwrap(user, row)));
    }

    @Override
    public CompletionStage<DataKey> create(UserId user) {
        var key = DataKey.random();
        // A repetition by the driver meets its own row, which says the same, so this write may be repeated.
        return execute(insert.bind(user.value(), ByteBuffer.wrap(master.wrap(user, key))))
                .thenApply(rows -> rows.wasApplied() ? key : existing(user, requireNonNull(rows.one())));
    }

    @Override
    public CompletionStage<Void> destroy(UserId user) {
        return execute(destroy.bind(NOTHING, user.value())).thenApply(done -> null);
    }

    private DataKey existing(UserId user, Row row) {
        if (destroyed(row)) {
            throw new DestroyedException(user);
        }
        return unwrap(user, row);
    }

    private DataKey unwrap(UserId user, Row row) {
        return master.unwrap(user, ByteUtils.getArray(requireNonNull(row.getByteBuffer("wrapped"))));
    }

    private static boolean destroyed(Row row) {
        return row.getBoolean("destroyed");
    }

    private CompletionStage<AsyncResultSet> execute(BoundStatement statement) {
        return session.executeAsync(statement.setExecutionProfileName(Storage.JOURNAL_PROFILE));
    }
}
