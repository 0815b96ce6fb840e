package io.sightline.persistence;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.sightline.engine.pictures.PictureStore;

import static java.util.Objects.requireNonNull;

/** Sealed pictures on Cassandra, a partition for what they are of. A name is its content, so writes need no order. */
public final class CassandraPictureStore implements PictureStore {

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;
    private final PreparedStatement deleteAll;

    /** Prepares its statements, so it blocks. */
    public CassandraPictureStore(CqlSession session) {
        this.session = session;
        insert = session.prepare("INSERT INTO sightline.pictures (object, name, sealed) VALUES (?, ?, ?)");
        select = session.prepare("SELECT sealed FROM sightline.pictures WHERE object = ? AND name = ?");
        delete = session.prepare("DELETE FROM sightline.pictures WHERE object = ? AND name = ?");
        deleteAll = session.prepare("DELETE FROM sightline.pictures WHERE object = ?");
    }

    @Override
    public CompletionStage<Void> put(String of, String name, byte[] sealed) {
        return session.executeAsync(insert.bind(of, name, ByteBuffer.wrap(sealed)))
                .thenApply(done -> null);
    }

    @Override
    public CompletionStage<Optional<byte[]>> find(String of, String name) {
        return session.executeAsync(select.bind(of, name)).thenApply(rows -> Optional.ofNullable(rows.one())
                .map(row -> Bytes.getArray(requireNonNull(row.getByteBuffer("sealed")))));
    }

    @Override
    public CompletionStage<Void> remove(String of, String name) {
        return session.executeAsync(delete.bind(of, name)).thenApply(done -> null);
    }

    @Override
    public CompletionStage<Void> remove(String of) {
        return session.executeAsync(deleteAll.bind(of)).thenApply(done -> null);
    }
}
