package io.sightline.engine.access;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {

    @Override
    protected ApiKeyStore store() {
        return new InMemoryApiKeyStore();
    }
}
