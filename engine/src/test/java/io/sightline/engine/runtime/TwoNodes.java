package io.sightline.engine.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.typesafe.config.ConfigFactory;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AddressNode;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.journal.InMemoryDataKeys;
import io.sightline.engine.sync.NodeFigures;
import io.sightline.engine.sync.Standings;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.synchronize.InMemoryEnvironments;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes joined over loopback, in one process but with nothing in common save the stores: one runs every entity, the other
 * every session, or both do.
 */
final class TwoNodes implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(15);

    private static final CameraProfile PROFILE =
            new CameraProfile("Gate", null, null, null, null, null, null, null, false, true);

    final ActorTestKit entities;
    final ActorTestKit edge = kit("edge");
    /** How often a node had to load again what it held already, because a change did not reach it. */
    final AtomicInteger reloads = new AtomicInteger();

    /** How environments have stood whenever a node counted them. */
    final Set<Standings> stood = ConcurrentHashMap.newKeySet();

    final SyncNode entityNode;
    final SyncNode edgeNode;
    private final InMemoryDataKeys keys = new InMemoryDataKeys();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    final InMemoryEnvironments environments = new InMemoryEnvironments();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();

    private final Future<?> ticking;

    /** One runs the entities and the other the sessions. */
    TwoNodes() {
        this("entity");
    }

    /** Sessions live on both. */
    static TwoNodes withTwoEdges() {
        return new TwoNodes("entity, edge");
    }

    private TwoNodes(String roles) {
        entities = kit(roles);
        Cluster first = Cluster.get(entities.system());
        first.manager().tell(Join.create(first.selfMember().address()));
        Cluster.get(edge.system()).manager().tell(Join.create(first.selfMember().address()));
        Awaitility.await().atMost(SOON).until(() -> upAt(entities) == 2 && upAt(edge) == 2);
        entityNode = node(entities);
        edgeNode = node(edge);
        ticking = loop.scheduleAtFixedRate(this::tick, 10, 10, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        entityNode.lanes().get(0).tick();
        edgeNode.lanes().get(0).tick();
    }

    /** What one node counts. */
    private final class Counts implements SyncMetrics {

        private volatile Standings last = new Standings(0, 0, 0, 0, 0);

        @Override
        public void reloaded(SourceId source) {
            reloads.incrementAndGet();
        }

        @Override
        public void standing(Standings now) {
            stood.add(now);
            last = now;
        }

        @Override
        public NodeFigures figures() {
            return new NodeFigures(last, 0, null, 0);
        }
    }

    private static long upAt(ActorTestKit kit) {
        int up = 0;
        for (var member : Cluster.get(kit.system()).state().getMembers()) {
            up += member.status() == MemberStatus.up() ? 1 : 0;
        }
        return up;
    }

    private static ActorTestKit kit(String roles) {
        return ActorTestKit.create(
                "sightline",
                ConfigFactory.parseString("""
                        pekko.actor { provider = cluster, allow-java-serialization = off, serialize-messages = on }
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        pekko.cluster.roles = [%s]
                        pekko.cluster.jmx.enabled = off
                        pekko.cluster.sharding.passivation.strategy = none
                        pekko.coordinated-shutdown.run-by-actor-system-terminate = off
                        pekko.persistence.testkit { events.serialize = on, snapshots.serialize = on }
                        """.formatted(roles))
                        .withFallback(PersistenceTestKitPlugin.config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config())
                        .withFallback(ConfigFactory.load()));
    }

    private SyncNode node(ActorTestKit kit) {
        return SyncNode.start(
                kit.system(),
                new SyncNode.Stores(keys, outbox, environments, each -> CompletableFuture.completedStage(null)),
                new SyncNode.Clients(List.of(loop), SyncLimits.standard(), WireClient.TOKENS, new Counts()));
    }

    /** Asks from the node that runs no entity, and waits for the fence. */
    void done(EntityRef entity, Command command) {
        assertThat(edgeNode.engine()
                        .send(entity, command, Assurance.FENCED)
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(Reply.Done.class);
    }

    void createUser(UserId user) {
        done(
                user.ref(),
                new UserCommand.Create(
                        Epoch.of(42),
                        new LoginClaim(new LoginId("l-" + user.value()), "claim", Personal.of("ada")),
                        new UserOrigin.Billing(),
                        Profile.of("b2c"),
                        "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA",
                        Set.of("archives-show"),
                        false));
    }

    /** An address with one camera. */
    void createAddress(AddressId address, CameraId camera) {
        done(
                address.ref(),
                new AddressCommand.Create(Epoch.of(43), new AddressNode("Lime Street 4", null, null, null, null)));
        done(camera.ref(), new CameraCommand.Install("Gate", PROFILE));
        done(camera.ref(), new CameraCommand.Attach(SourceId.of(address), null));
    }

    /** A client at the node that runs no entity. */
    WireClient connect(UserId user) {
        return connect(user, edgeNode);
    }

    /** A client at one of them. */
    WireClient connect(UserId user, SyncNode node) {
        return new WireClient(user, node.lanes().get(0), loop);
    }

    static void soon(Runnable holds) {
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(20)).untilAsserted(holds::run);
    }

    /** The edge goes without a goodbye: its actors are gone, its sockets and what they show are not. */
    void loseEdge() throws Exception {
        edge.system().terminate();
        edge.system().getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        edge.shutdownTestKit();
        entities.shutdownTestKit();
        ticking.cancel(false);
        loop.shutdown();
    }
}
