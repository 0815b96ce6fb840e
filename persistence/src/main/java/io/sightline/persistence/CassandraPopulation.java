package io.sightline.persistence;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import com.datastax.oss.driver.api.core.CqlSession;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.synchronize.Population;

/** Everyone with an event in the journal: the row of an entity is written together with its first event. */
public final class CassandraPopulation implements Population {

    private static final String BETWEEN =
            "SELECT persistence_id FROM sightline.population WHERE partition_nr = ? AND persistence_id >= ? AND persistence_id < ?";

    private static final String ANY = "SELECT persistence_id FROM sightline.population LIMIT 1";

    private final CqlSession session;

    public CassandraPopulation(CqlSession session) {
        this.session = session;
    }

    /** Whether nothing was ever created; answers at quorum. */
    public CompletionStage<Boolean> isEmpty() {
        return session.executeAsync(ANY).thenApply(found -> found.one() == null);
    }

    @Override
    public CompletionStage<Void> users(Consumer<UserId> each) {
        var first = EntityRef.prefix(Kind.USER);
        var end = first.substring(0, first.length() - 1) + (char) (first.charAt(first.length() - 1) + 1);
        return Buckets.forEach(
                session,
                BETWEEN,
                id -> each.accept(new UserId(EntityRef.parse(id).id())),
                first,
                end);
    }
}
