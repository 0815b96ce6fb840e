package io.sightline.engine.runtime;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.OperationId;
import io.sightline.engine.journal.DataKeys;
import io.sightline.engine.journal.EventCodec;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.node.Admission;
import io.sightline.engine.sync.node.Lane;
import io.sightline.engine.sync.node.Tokens;
import io.sightline.engine.synchronize.Environments;
import io.sightline.engine.synchronize.Population;
import io.sightline.engine.synchronize.SyncStatus;
import io.sightline.engine.synchronize.Synchronizer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/**
 * A node of Sightline: entities, and the sessions it keeps in step. Started once in a process, after it has joined its
 * cluster.
 */
public final class SyncNode {

    /** Where a node keeps what must outlive it. */
    public record Stores(DataKeys keys, Outbox outbox, Environments environments, Population population) {}

    /**
     * What clients meet.
     *
     * @param loops the threads that sessions live on; each is the executor of one lane and runs one task after another
     */
    public record Clients(List<Executor> loops, SyncLimits limits, Tokens tokens, SyncMetrics metrics) {}

    private final ActorSystem<?> system;
    private final ShardedEngine engine;
    private final Lanes lanes;
    private final Outbox outbox;
    private final Errands errands = new Errands();
    private final ClusterSynchronizer synchronizer;
    private final ClusterStatus status;

    /** From then on nobody is woken: a region that leaves would wait in vain for somewhere to deliver that to. */
    private volatile boolean leaving;

    private SyncNode(ActorSystem<?> system, Stores stores, Clients clients, InstantSource clock) {
        this.system = system;
        this.outbox = stores.outbox();
        Transfers transfers = new Transfers(system);
        NodeRefs refs = new NodeRefs(system, transfers);
        lanes = new Lanes(clients.loops());
        var setting = new Entities.Setting(
                EntitySettings.from(system.settings().config()),
                clients.limits(),
                EventCodec.create(),
                stores.keys(),
                stores.outbox(),
                refs,
                transfers,
                errands,
                clock,
                system.startTime());
        engine = ShardedEngine.start(system, setting);
        ActorRef<NodeMessage> node = system.systemActorOf(
                NodeActor.create(
                        refs,
                        engine,
                        transfers,
                        lanes,
                        clients.limits(),
                        clients.metrics(),
                        new Presence(engine, stores.environments())),
                NodeRefs.ACTOR,
                Props.empty());
        refs.selfIs(node);
        fill(clients, new LaneMail(node));
        SyncNodes nodes = new SyncNodes(system, refs);
        synchronizer =
                new ClusterSynchronizer(system, engine, nodes, stores.outbox(), stores.population(), clients.metrics());
        status = new ClusterStatus(system, engine, nodes, stores.environments());
    }

    /** Starts it; sessions may connect as soon as this returns. */
    public static SyncNode start(ActorSystem<?> system, Stores stores, Clients clients) {
        return start(system, stores, clients, InstantSource.system());
    }

    /** The same with another clock for what entities decide. */
    static SyncNode start(ActorSystem<?> system, Stores stores, Clients clients, InstantSource clock) {
        SyncNode node = new SyncNode(system, stores, clients, clock);
        node.sweep();
        Duration every = system.settings().config().getDuration("sightline.entity.sweep-outbox-every");
        Cancellable sweeping =
                system.scheduler().scheduleAtFixedRate(every, every, node::wakeOwing, system.executionContext());
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseBeforeClusterShutdown(), "stop-waking", () -> {
            sweeping.cancel();
            node.leaving = true;
            return CompletableFuture.completedStage(Done.getInstance());
        });
        return node;
    }

    private void fill(Clients clients, LaneMail mail) {
        SyncClock clock = SyncClock.system();
        Admission admission = new Admission(clients.limits().hellosPerSecond(), clock.nanos());
        SecureRandom seeds = new SecureRandom();
        lanes.fill(index -> new Lane(
                index,
                new Lane.Surroundings(
                        clients.limits(),
                        clock,
                        new SplittableRandom(seeds.nextLong()),
                        clients.tokens(),
                        admission,
                        mail,
                        clients.metrics(),
                        lanes.loop(index))));
    }

    /** Wakes whoever still owes something from an earlier process, and takes up the operations it did not finish. */
    private void sweep() {
        outbox.all()
                .thenAccept(open -> open.forEach(entity -> {
                    if (entity.kind() == Kind.OPERATION) {
                        synchronizer.resume(new OperationId(entity.id()));
                    } else {
                        engine.wake(entity);
                    }
                }));
    }

    /** An entity that moved to another node while it owed something is woken there. */
    private void wakeOwing() {
        outbox.all().thenAccept(open -> open.stream()
                .filter(entity -> entity.kind() != Kind.OPERATION && !leaving)
                .forEach(engine::wake));
    }

    public Engine engine() {
        return engine;
    }

    /** In the order of the loops. */
    public List<Lane> lanes() {
        return lanes.all();
    }

    public Synchronizer synchronizer() {
        return synchronizer;
    }

    /** Has an entity leave memory, wherever it runs; what comes to it afterwards finds it as the store has it. */
    public void forget(EntityRef entity) {
        engine.tell(entity, new EntityMessage.Stop());
    }

    /** Where to say who does what entities need done outside. */
    public Errands errands() {
        return errands;
    }

    public SyncStatus status() {
        return status;
    }

    public ActorSystem<?> system() {
        return system;
    }
}
