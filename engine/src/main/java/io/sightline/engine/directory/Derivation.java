package io.sightline.engine.directory;

import java.util.Optional;
import java.util.function.Function;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Kind;

/** How the documents of one kind come to be: a pure function of an entity's state, or of each of its events. */
public sealed interface Derivation {

    DocumentKind kind();

    /** The kind of entity it is of. */
    Kind entity();

    /**
     * One document for an entity, as its state has it.
     *
     * @param document its id is the entity's; gives nothing for a state that is not listed
     */
    record OfState<S>(DocumentKind kind, Kind entity, Class<S> state, Function<S, Optional<Document>> document)
            implements Derivation {

        /** Of any state: nothing when it is one of another class. */
        public Optional<Document> of(Object any) {
            return state.isInstance(any) ? document.apply(state.cast(any)) : Optional.empty();
        }
    }

    /** One document for an event, which stays when the next one happens. */
    record OfEvent<E extends Event>(DocumentKind kind, Kind entity, Class<E> event, Telling<E> document)
            implements Derivation {

        /** Of any event: nothing when it is one of another class. */
        public Optional<Document> of(EntityRef of, long revision, Event any) {
            return event.isInstance(any) ? document.tell(of, revision, event.cast(any)) : Optional.empty();
        }
    }

    /** What an event is listed as; its document's id is the same each time, such as the entity's with the revision. */
    interface Telling<E extends Event> {

        Optional<Document> tell(EntityRef entity, long revision, E event);
    }
}
