package io.sightline.engine.access;

class InMemoryAuthorshipTest extends AuthorshipContract {

    @Override
    protected Authorship authorship() {
        return new InMemoryAuthorship();
    }
}
