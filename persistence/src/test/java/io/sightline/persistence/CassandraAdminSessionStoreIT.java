package io.sightline.persistence;

import java.time.Duration;

import io.sightline.engine.access.AdminSessionStore;
import io.sightline.engine.access.AdminSessionStoreContract;

class CassandraAdminSessionStoreIT extends AdminSessionStoreContract {

    @Override
    protected AdminSessionStore store() {
        Store.session().execute("TRUNCATE sightline.admin_sessions");
        Store.session().execute("TRUNCATE sightline.admin_sessions_by_administrator");
        return new CassandraAdminSessionStore(Store.session(), Duration.ofHours(12));
    }
}
