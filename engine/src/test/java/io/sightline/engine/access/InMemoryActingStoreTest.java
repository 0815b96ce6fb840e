package io.sightline.engine.access;

class InMemoryActingStoreTest extends ActingStoreContract {

    @Override
    protected ActingStore store() {
        return new InMemoryActingStore();
    }
}
