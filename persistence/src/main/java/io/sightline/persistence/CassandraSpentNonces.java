package io.sightline.persistence;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.sightline.engine.access.SpentNonces;

/** Nonces on Cassandra, a partition each: consensus decides who was the first, and a TTL forgets. Thread-safe. */
public final class CassandraSpentNonces implements SpentNonces {

    private final CqlSession session;
    private final PreparedStatement insert;

    /** Prepares its statement, so it blocks. */
    public CassandraSpentNonces(CqlSession session) {
        this.session = session;
        this.insert =
                session.prepare("INSERT INTO sightline.api_nonces (id, nonce) VALUES (?, ?) IF NOT EXISTS USING TTL ?");
    }

    @Override
    public CompletionStage<Boolean> spend(String key, String nonce, Duration remembered) {
        int seconds = Math.toIntExact(remembered.plusMillis(999).toSeconds());
        // Not to be run again by the driver: a repetition would meet its own row and refuse a call that came once.
        return session.executeAsync(insert.bind(key, nonce, seconds).setIdempotent(false))
                .thenApply(AsyncResultSet::wasApplied);
    }
}
