package io.sightline.engine.runtime;

import java.util.List;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Obligation;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.journal.DataKey;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the actor of an entity understands. */
public sealed interface EntityMessage
        permits EntityMessage.Execute,
                EntityMessage.Inspect,
                EntityMessage.Wake,
                EntityMessage.OfThisNode,
                WatchMessage {

    /**
     * Decide commands, all or none, and answer once the assurance holds.
     *
     * @param expected the revision the entity has to stand at, or null for any
     */
    record Execute(
            List<Command> commands,
            Assurance assurance,
            @Nullable Long expected,
            ActorRef<Reply> replyTo) implements EntityMessage, RemoteMessage {
        public Execute {
            commands = List.copyOf(commands);
        }
    }

    /** Tell the state as it stands after everything answered before. */
    record Inspect(ActorRef<Inspected> replyTo) implements EntityMessage, RemoteMessage {}

    /** Deliver everything owed again: sent to entities that were open in the {@link Outbox} at a start. */
    record Wake() implements EntityMessage, RemoteMessage {}

    /** What follows is between an entity's actor and what runs beside it. */
    sealed interface OfThisNode extends EntityMessage, NoSerializationVerificationNeeded {}

    /** What has to be there before an event may be persisted is there. */
    record Prepared(@Nullable Throwable failure) implements OfThisNode {}

    /** The data key of the user this entity is has been looked for; both are null when there is none. */
    record Keyed(@Nullable DataKey key, @Nullable Throwable failure) implements OfThisNode {}

    /** A receiver has answered an obligation. */
    record Answered(
            String key, Obligation obligation, @Nullable Refusal refusal) implements OfThisNode {}

    /** Time to deliver again what has not been answered. */
    record Redeliver() implements OfThisNode {}

    /** Time to look whether fences are reached by leases that have run out. */
    record CheckFences() implements OfThisNode {}

    /** Time to look whether an appointment is due. */
    record LookAtTheClock() implements OfThisNode {}

    /** Nothing has come for a while. */
    record Idle() implements OfThisNode {}

    /** The shard, which is on the same node, lets the entity go. */
    record Stop() implements OfThisNode {}
}
