package io.sightline.bench.rig;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.sightline.cassandra.LocalCassandra;

/** One table of bytes, written with the plain driver: a partition for each key, a row for each write. Thread-safe. */
public final class RawStore implements AutoCloseable {

    private final CqlSession session;
    private final PreparedStatement insert;

    private RawStore(CqlSession session, PreparedStatement insert) {
        this.session = session;
        this.insert = insert;
    }

    static RawStore connect(InetSocketAddress at, String username, String password) {
        CqlSession session = CqlSession.builder()
                .addContactPoint(at)
                .withLocalDatacenter(LocalCassandra.DATACENTER)
                .withAuthCredentials(username, password)
                .build();
        session.execute("CREATE KEYSPACE IF NOT EXISTS bench WITH replication ="
                + " {'class': 'NetworkTopologyStrategy', 'replication_factor': 1}");
        session.execute("CREATE TABLE IF NOT EXISTS bench.raw"
                + " (key text, number bigint, content blob, PRIMARY KEY (key, number))");
        return new RawStore(session, session.prepare("INSERT INTO bench.raw (key, number, content) VALUES (?, ?, ?)"));
    }

    /** Completes when the row is on the disk. */
    public CompletionStage<?> write(String key, long number, byte[] content) {
        return session.executeAsync(insert.bind(key, number, ByteBuffer.wrap(content)));
    }

    /** The sum of the bytes of all values that Sightline has in its journal and its log of requests. */
    public long sightlineBytes() {
        long bytes = 0;
        for (var row : session.execute("SELECT event, meta FROM sightline.messages")) {
            bytes += size(row.getByteBuffer(0)) + size(row.getByteBuffer(1));
        }
        for (var row : session.execute("SELECT content FROM sightline.request_log")) {
            bytes += size(row.getByteBuffer(0));
        }
        return bytes;
    }

    private static int size(@org.jspecify.annotations.Nullable ByteBuffer value) {
        return value == null ? 0 : Objects.requireNonNull(value).remaining();
    }

    @Override
    public void close() {
        session.close();
    }
}
