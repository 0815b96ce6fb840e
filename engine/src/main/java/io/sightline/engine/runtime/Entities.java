package io.sightline.engine.runtime;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.DataKey;
import io.sightline.engine.journal.DataKeys;
import io.sightline.engine.journal.EventCodec;
import io.sightline.engine.sync.SyncLimits;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.jspecify.annotations.Nullable;

/** Makes the actor of an entity when the first message for it comes to this node. */
final class Entities {

    /** What waits here until the user's data key is there; beyond it senders learn by their time limit. */
    private static final int WAITING_FOR_A_KEY = 1_000;

    /** What entities are run with; the same for all of a node. */
    record Setting(
            EntitySettings settings,
            SyncLimits limits,
            EventCodec codec,
            DataKeys keys,
            Outbox outbox,
            Publisher.Post post,
            Transfers transfers,
            Errands errands,
            InstantSource clock,
            long writerEpoch) {}

    private final Setting setting;
    private final ShardedEngine engine;

    Entities(Setting setting, ShardedEngine engine) {
        this.setting = setting;
        this.engine = engine;
    }

    Behavior<EntityMessage> create(EntityContext<EntityMessage> place) {
        EntityRef self = EntityRef.parse(place.getEntityId());
        return create(self, EntityKinds.of(self.kind()), place);
    }

    private <C extends Command, E extends Event, S extends Entity<C, E, S>> Behavior<EntityMessage> create(
            EntityRef self, EntityKind<C, E, S> kind, EntityContext<EntityMessage> place) {
        Optional<UserId> holder = EntityKind.keyHolder(self);
        if (holder.isEmpty()) {
            return run(self, kind, place.getShard(), null);
        }
        return Behaviors.setup(context -> {
            context.pipeToSelf(
                    setting.keys().find(holder.get()),
                    (found, failure) -> new EntityMessage.Keyed(failure == null ? found.orElse(null) : null, failure));
            return Behaviors.withStash(WAITING_FOR_A_KEY, waiting -> Behaviors.receive(EntityMessage.class)
                    .onMessage(EntityMessage.Keyed.class, keyed -> {
                        if (keyed.failure() != null) {
                            context.getLog()
                                    .warn("{} cannot be read: its data key is not known", self, keyed.failure());
                            return Behaviors.stopped();
                        }
                        return waiting.unstashAll(run(self, kind, place.getShard(), keyed.key()));
                    })
                    .onAnyMessage(message -> {
                        if (!waiting.isFull()) {
                            waiting.stash(message);
                        }
                        return Behaviors.same();
                    })
                    .build());
        });
    }

    private <C extends Command, E extends Event, S extends Entity<C, E, S>> Behavior<EntityMessage> run(
            EntityRef self,
            EntityKind<C, E, S> kind,
            ActorRef<ClusterSharding.ShardCommand> shard,
            @Nullable DataKey key) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> actor(self, kind, shard, key, context, timers)));
    }

    private <C extends Command, E extends Event, S extends Entity<C, E, S>> Behavior<EntityMessage> actor(
            EntityRef self,
            EntityKind<C, E, S> kind,
            ActorRef<ClusterSharding.ShardCommand> shard,
            @Nullable DataKey key,
            ActorContext<EntityMessage> context,
            TimerScheduler<EntityMessage> timers) {
        var journal = new EntityJournal<>(self, kind, setting.codec(), setting.writerEpoch(), key);
        Optional<UserId> holder = EntityKind.keyHolder(self);
        boolean keyed = key != null || holder.isEmpty();
        var preparation = new Preparation(self, setting.outbox(), keyed, () -> makeKey(holder.orElseThrow(), journal));
        var courier = new Courier((name, obligation) -> engine.post(context.getSelf(), name, obligation));
        var publisher = new Publisher(self, setting.limits(), setting.post(), System::nanoTime, setting.clock());
        var surroundings = new EntityActor.Surroundings(
                context, timers, shard, setting.settings(), setting.clock(), setting.transfers(), setting.errands());
        return new EntityActor<>(self, kind, journal, surroundings, preparation, courier, publisher);
    }

    /**
     * Without a key that was destroyed the entity goes on: what is left to happen to an erased user is nothing personal, and
     * what is refuses to be written.
     */
    private CompletionStage<Void> makeKey(UserId holder, EntityJournal<?, ?> journal) {
        return setting.keys().create(holder).thenAccept(journal::use).exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof DataKeys.DestroyedException) {
                return null;
            }
            throw new CompletionException(failure);
        });
    }
}
