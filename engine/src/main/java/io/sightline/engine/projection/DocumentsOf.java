package io.sightline.engine.projection;

import java.util.List;

import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Document;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.journal.DataKey;
import io.sightline.engine.journal.EventCodec;
import io.sightline.engine.runtime.EntityKind;
import io.sightline.engine.runtime.EntityKinds;
import org.jspecify.annotations.Nullable;

/** What an entity is listed as, from its events as they were kept. Immutable and thread-safe. */
final class DocumentsOf {

    private final Catalogue catalogue;
    private final EventCodec codec;

    DocumentsOf(Catalogue catalogue, EventCodec codec) {
        this.catalogue = catalogue;
        this.codec = codec;
    }

    boolean lists(Kind kind) {
        return catalogue.entities().contains(kind);
    }

    /**
     * An entity from its whole history.
     *
     * @param events from the first on
     * @param key the user's, when it is one and the key was not destroyed
     * @throws io.sightline.engine.journal.JournalException when an event cannot be read
     * @throws IllegalArgumentException when the events are not one after the other
     */
    Change replay(EntityRef entity, List<History.Kept> events, @Nullable DataKey key) {
        return replay(EntityKinds.of(entity.kind()), entity, events, key);
    }

    private <E extends Event, S extends Entity<?, E, S>> Change replay(
            EntityKind<?, E, S> kind, EntityRef entity, List<History.Kept> events, @Nullable DataKey key) {
        S state = kind.absent().apply(entity.id());
        List<Document> lasting = new java.util.ArrayList<>();
        long revision = 0;
        for (History.Kept kept : events) {
            if (kept.revision() != revision + 1) {
                throw new IllegalArgumentException(entity + " has " + kept.revision() + " behind " + revision);
            }
            revision = kept.revision();
            E event = kind.events().cast(decode(kept, key));
            state = state.apply(event, revision);
            lasting.addAll(catalogue.ofEvent(entity, revision, event));
        }
        return new Change(entity, revision, catalogue.ofState(entity.kind(), state), lasting);
    }

    /** The documents of one event. */
    List<Document> of(History.Kept kept, @Nullable DataKey key) {
        return catalogue.ofEvent(kept.entity(), kept.revision(), decode(kept, key));
    }

    private Event decode(History.Kept kept, @Nullable DataKey key) {
        return codec.decode(
                kept.entity(), kept.record().version(), kept.record().bytes(), key);
    }
}
