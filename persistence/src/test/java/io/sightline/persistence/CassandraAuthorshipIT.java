package io.sightline.persistence;

import io.sightline.engine.access.Authorship;
import io.sightline.engine.access.AuthorshipContract;

class CassandraAuthorshipIT extends AuthorshipContract {

    @Override
    protected Authorship authorship() {
        Store.session().execute("TRUNCATE sightline.authorship");
        Store.session().execute("TRUNCATE sightline.authorship_by_maker");
        return new CassandraAuthorship(Store.session());
    }
}
