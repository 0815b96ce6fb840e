package io.sightline.engine.runtime;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.FeedbackId;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What the one actor has to know of a kind of entity.
 *
 * @param absent the state before the first event of the entity with this id
 * @param views what others may watch of it
 * @param receipt what became of the billing request that a command carried, in the state after it; null when it carried none
 * @param appointment what time alone will change of a state, or null
 * @param personal whether the events of each of them hold personal data, and so need the data key of {@link #keyHolder}
 */
public record EntityKind<C extends Command, E extends Event, S extends Entity<C, E, S>>(
        Kind kind,
        Class<C> commands,
        Class<E> events,
        Class<S> state,
        Function<String, S> absent,
        Views<S> views,
        Finding<S, C> receipt,
        Part<S, Appointment> appointment,
        boolean personal) {

    /**
     * The user whose data key an entity writes under; empty for one that holds no personal data. What belongs to a user goes under
     * the owner's key, which its id names; anything else has the key of its own id, which is a user's or nobody's.
     */
    public static Optional<UserId> keyHolder(EntityRef entity) {
        return switch (entity.kind()) {
            case TRACKER -> Optional.of(new TrackerId(entity.id()).owner());
            case MONITORING_OBJECT -> Optional.of(new MonitoringObjectId(entity.id()).owner());
            case FEEDBACK -> Optional.of(new FeedbackId(entity.id()).owner());
            case CAMERA -> new CameraId(entity.id()).owner();
            default ->
                EntityKinds.of(entity.kind()).personal() ? Optional.of(new UserId(entity.id())) : Optional.empty();
        };
    }

    /** What a state has, or has not. Named, for the compiler's checks read no annotation of a function's result across files. */
    public interface Part<S, T> {
        @Nullable
        T apply(S state);
    }

    /** What became of a command, in the state after it. */
    public interface Finding<S, C> {
        @Nullable
        Receipt apply(S state, C command);
    }

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
    public record Views<S>(Part<S, Source> source, Part<S, Manifest> manifest) {

        static <S> Views<S> none() {
            return new Views<>(state -> null, state -> null);
        }

        static <S> Views<S> ofSource(Part<S, Source> source) {
            return new Views<>(source, state -> null);
        }
    }
}
