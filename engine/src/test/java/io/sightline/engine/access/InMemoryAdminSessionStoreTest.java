package io.sightline.engine.access;

class InMemoryAdminSessionStoreTest extends AdminSessionStoreContract {

    @Override
    protected AdminSessionStore store() {
        return new InMemoryAdminSessionStore();
    }
}
