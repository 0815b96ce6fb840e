package io.sightline.engine.runtime;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Source;
import org.jspecify.annotations.Nullable;

/**
 * What the one actor has to know of a kind of entity.
 *
 * @param absent the state before the first event of the entity with this id
 * @param views what others may watch of it
 * @param receipt what became of the billing request that a command carried, in the state after it; null when it carried none
 * @param appointment what time alone will change of a state, or null
 * @param personal whether its events hold personal data, and so need the data key of the user it is
 */
public record EntityKind<C extends Command, E extends Event, S extends Entity<C, E, S>>(
        Kind kind,
        Class<C> commands,
        Class<E> events,
        Class<S> state,
        Function<String, S> absent,
        Views<S> views,
        BiFunction<S, C, @Nullable Receipt> receipt,
        Function<S, @Nullable Appointment> appointment,
        boolean personal) {

    /**
     * What a state has to do at a time. Afterwards the state has no such appointment any more.
     *
     * @param command what it then tells itself, or null when somebody else has to do it: see {@link Errands}
     */
    public record Appointment(Instant at, @Nullable Command command) {}

    /**
     * What nodes may watch of an entity.
     *
     * @param source its devices, or null while it has none
     * @param manifest what its user may see, or null when it is no user
     */
    public record Views<S>(Function<S, @Nullable Source> source, Function<S, @Nullable Manifest> manifest) {

        static <S> Views<S> none() {
            return new Views<>(state -> null, state -> null);
        }

        static <S> Views<S> ofSource(Function<S, @Nullable Source> source) {
            return new Views<>(source, state -> null);
        }
    }
}
