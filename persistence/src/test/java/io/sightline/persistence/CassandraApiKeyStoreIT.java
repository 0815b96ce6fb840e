package io.sightline.persistence;

import io.sightline.engine.access.ApiKeyStore;
import io.sightline.engine.access.ApiKeyStoreContract;

class CassandraApiKeyStoreIT extends ApiKeyStoreContract {

    @Override
    protected ApiKeyStore store() {
        Store.session().execute("TRUNCATE sightline.api_keys");
        Store.session().execute("TRUNCATE sightline.api_key_uses");
        return new CassandraApiKeyStore(Store.session());
    }
}
