package io.sightline.persistence;

import io.sightline.engine.pictures.PictureStore;
import io.sightline.engine.pictures.PictureStoreContract;

class CassandraPictureStoreIT extends PictureStoreContract {

    @Override
    protected PictureStore store() {
        return new CassandraPictureStore(Store.session());
    }
}
