package io.sightline.engine.runtime;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Obligation;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.journal.DataKey;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the actor of an entity understands. */
public sealed interface EntityMessage
        permits EntityMessage.Execute,
                EntityMessage.Inspect,
                EntityMessage.Wake,
                EntityMessage.Prepared,
                EntityMessage.Keyed,
                EntityMessage.Answered,
                EntityMessage.Redeliver,
                EntityMessage.CheckFences,
                EntityMessage.Idle,
                EntityMessage.Stop,
                WatchMessage {

    /** Decide a command and answer once the assurance holds. */
    record Execute(Command command, Assurance assurance, ActorRef<Reply> replyTo) implements EntityMessage {}

    /** Tell the state as it stands after everything answered before. */
    record Inspect(ActorRef<Versioned<?>> replyTo) implements EntityMessage {}

    /** Deliver everything owed again: sent to entities that were open in the {@link Outbox} at a start. */
    record Wake() implements EntityMessage {}

    /** What has to be there before an event may be persisted is there. */
    record Prepared(@Nullable Throwable failure) implements EntityMessage {}

    /** The data key of the user this entity is has been looked for; both are null when there is none. */
    record Keyed(@Nullable DataKey key, @Nullable Throwable failure) implements EntityMessage {}

    /** A receiver has answered an obligation. */
    record Answered(
            String key, Obligation obligation, @Nullable Refusal refusal) implements EntityMessage {}

    /** Time to deliver again what has not been answered. */
    record Redeliver() implements EntityMessage {}

    /** Time to look whether fences are reached by leases that have run out. */
    record CheckFences() implements EntityMessage {}

    /** Nothing has come for a while. */
    record Idle() implements EntityMessage {}

    /** The shard lets the entity go. */
    record Stop() implements EntityMessage {}
}
