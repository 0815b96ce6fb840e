package io.sightline.engine.synchronize;

/** The reference keeps the contract. */
class InMemoryEnvironmentsTest extends EnvironmentsContract {

    private final Environments environments = new InMemoryEnvironments();

    @Override
    protected Environments environments() {
        return environments;
    }
}
