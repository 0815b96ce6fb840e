package io.sightline.persistence;

import io.sightline.engine.access.ApiKeyStore;
import io.sightline.engine.access.ApiKeyStoreContract;

class CassandraApiKeyStoreIT extends ApiKeyStoreContract {

    @Override
    protected ApiKeyStore store() {
        Store.session().execute("TRUNCATE sightline.api_keys");
        return new CassandraApiKeyStore(Store.session());
    }
}
