package io.sightline.engine.directory;

import org.jspecify.annotations.Nullable;

/** The reference keeps the contract. */
class InMemoryIndexTest extends IndexContract {

    private final Index index = new InMemoryIndex();

    @Override
    protected Index index() {
        return index;
    }

    @Override
    protected @Nullable Index reopened() {
        return null;
    }
}
