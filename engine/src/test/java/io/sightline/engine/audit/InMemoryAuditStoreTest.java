package io.sightline.engine.audit;

class InMemoryAuditStoreTest extends AuditStoreContract {

    @Override
    protected AuditStore store() {
        return new InMemoryAuditStore();
    }
}
