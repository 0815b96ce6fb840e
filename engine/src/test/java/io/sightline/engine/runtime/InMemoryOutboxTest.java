package io.sightline.engine.runtime;

/** The reference keeps the contract. */
class InMemoryOutboxTest extends OutboxContract {

    private final Outbox outbox = new InMemoryOutbox();

    @Override
    protected Outbox outbox() {
        return outbox;
    }
}
