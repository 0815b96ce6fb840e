package io.sightline.client.store;

import io.sightline.client.core.Store;

final class MemoryStoreTest extends StoreContract {
    @Override
    Store open() {
        return new MemoryStore();
    }
}
