package io.sightline.persistence;

import io.sightline.engine.synchronize.Environments;
import io.sightline.engine.synchronize.EnvironmentsContract;

class CassandraEnvironmentsIT extends EnvironmentsContract {

    @Override
    protected Environments environments() {
        return new CassandraEnvironments(Store.session());
    }
}
