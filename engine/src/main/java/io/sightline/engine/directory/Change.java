package io.sightline.engine.directory;

import java.util.List;

import io.sightline.engine.domain.EntityRef;

/**
 * What an entity has come to.
 *
 * @param revision the entity's
 * @param standing the documents of its state; they take the place of all that were standing
 * @param lasting documents of single events since; they stay beside those of earlier ones
 */
public record Change(EntityRef entity, long revision, List<Document> standing, List<Document> lasting) {

    public Change {
        standing = List.copyOf(standing);
        lasting = List.copyOf(lasting);
    }
}
