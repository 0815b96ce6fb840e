package io.sightline.persistence;

import io.sightline.engine.access.SpentNonces;
import io.sightline.engine.access.SpentNoncesContract;

class CassandraSpentNoncesIT extends SpentNoncesContract {

    @Override
    protected SpentNonces store() {
        return new CassandraSpentNonces(Store.session());
    }
}
