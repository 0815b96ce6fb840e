package io.sightline.engine.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Obligation;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/** The engine over Pekko Cluster Sharding: each entity runs on exactly one node and is reached from every one. */
public final class ShardedEngine implements Engine {

    /** Nodes with this role run entities. */
    static final String ENTITY_ROLE = "entity";

    /** One region for all kinds: each region has a coordinator of its own, to find at a start and to wait for at a stop. */
    private static final EntityTypeKey<EntityMessage> KEY = EntityTypeKey.create(EntityMessage.class, "entity");

    private final ClusterSharding sharding;
    private final Transfers transfers;
    private final Duration askTimeout;

    private ShardedEngine(ClusterSharding sharding, Transfers transfers, Duration askTimeout) {
        this.sharding = sharding;
        this.transfers = transfers;
        this.askTimeout = askTimeout;
    }

    /** Takes part in running every kind of entity, if this node has the role; otherwise reaches those that do. */
    static ShardedEngine start(ActorSystem<?> system, Entities.Setting setting) {
        ClusterSharding sharding = ClusterSharding.get(system);
        ShardedEngine engine = new ShardedEngine(
                sharding, setting.transfers(), setting.settings().askTimeout());
        Entities entities = new Entities(setting, engine);
        sharding.init(Entity.of(KEY, entities::create).withRole(ENTITY_ROLE).withStopMessage(new EntityMessage.Stop()));
        return engine;
    }

    private org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef<EntityMessage> at(EntityRef entity) {
        return sharding.entityRefFor(KEY, entity.toString());
    }

    @Override
    public CompletionStage<Reply> send(
            EntityRef entity, List<? extends Command> commands, @Nullable Long expected, Assurance assurance) {
        return at(entity)
                .<Reply>ask(
                        replyTo -> new EntityMessage.Execute(List.copyOf(commands), assurance, expected, replyTo),
                        limit(assurance));
    }

    @Override
    public <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type) {
        return at(entity)
                .<Inspected>ask(EntityMessage.Inspect::new, askTimeout)
                .thenCompose(found -> found instanceof Transfer.Offer offer
                        ? transfers.fetch(offer)
                        : CompletableFuture.completedStage(found))
                .thenApply(found -> {
                    Versioned<?> at = (Versioned<?>) found;
                    return new Versioned<>(type.cast(at.state()), at.revision());
                });
    }

    /** Has an entity deliver everything it owes again. */
    void wake(EntityRef entity) {
        tell(entity, new EntityMessage.Wake());
    }

    void tell(EntityRef entity, EntityMessage message) {
        at(entity).tell(message);
    }

    /** Sends one obligation; the answer goes to the entity that owes it. */
    void post(ActorRef<EntityMessage> owing, String key, Obligation obligation) {
        send(obligation.to(), obligation.command(), obligation.untilFenced() ? Assurance.FENCED : Assurance.PERSISTED)
                .thenAccept(reply -> owing.tell(new EntityMessage.Answered(
                        key, obligation, reply instanceof Reply.Refused refused ? refused.refusal() : null)));
    }

    /** A fence may have to wait for the lease of a node that has vanished. */
    private Duration limit(Assurance assurance) {
        return assurance == Assurance.FENCED ? askTimeout.plus(FENCE_LEASE) : askTimeout;
    }

    /** The longest lease that a fence has to sit out, with a second to spare (invariant I5). */
    static final Duration FENCE_LEASE = Duration.ofSeconds(16);
}
