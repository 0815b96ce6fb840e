package io.sightline.persistence;

import io.sightline.engine.access.ActingStore;
import io.sightline.engine.access.ActingStoreContract;

class CassandraActingStoreIT extends ActingStoreContract {

    @Override
    protected ActingStore store() {
        Store.session().execute("TRUNCATE sightline.actings");
        return new CassandraActingStore(Store.session());
    }
}
