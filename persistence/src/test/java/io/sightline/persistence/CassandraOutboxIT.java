package io.sightline.persistence;

import io.sightline.engine.runtime.Outbox;
import io.sightline.engine.runtime.OutboxContract;

class CassandraOutboxIT extends OutboxContract {

    private final Outbox outbox = new CassandraOutbox(Store.session());

    @Override
    protected Outbox outbox() {
        return outbox;
    }
}
