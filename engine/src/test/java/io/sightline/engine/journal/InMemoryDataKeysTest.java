package io.sightline.engine.journal;

class InMemoryDataKeysTest extends DataKeysContract {

    private final DataKeys keys = new InMemoryDataKeys();

    @Override
    protected DataKeys keys() {
        return keys;
    }
}
