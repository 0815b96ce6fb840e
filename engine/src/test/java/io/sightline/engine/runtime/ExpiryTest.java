package io.sightline.engine.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import com.typesafe.config.ConfigFactory;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.OperatorAnswer;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.ServiceRules;
import io.sightline.engine.domain.Subscription;
import io.sightline.engine.domain.SubscriptionCommand;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.TariffPlanId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.journal.InMemoryDataKeys;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.synchronize.InMemoryEnvironments;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes by time alone, such as a temporary user's end; nobody asks the entity meanwhile, for asking would wake it. */
@Timeout(60)
class ExpiryTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(NOON);
    private static final InMemoryOutbox OUTBOX = new InMemoryOutbox();
    private static final ExecutorService LOOP = Executors.newSingleThreadExecutor();
    private static ActorTestKit kit;
    private static PersistenceTestKit journal;
    private static ShardedEngine engine;
    private static Errands errands;

    private final UserId user = new UserId("u-" + System.nanoTime());
    private final Instant due = NOW.get().plus(Duration.ofHours(3));

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create(
                "expiry",
                ConfigFactory.parseString("""
                        pekko.actor { provider = cluster, allow-java-serialization = off, serialize-messages = on }
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        pekko.cluster { roles = ["entity", "edge"], jmx.enabled = off }
                        pekko.cluster.sharding.passivation.strategy = none
                        pekko.persistence.testkit { events.serialize = on, snapshots.serialize = on }
                        sightline.entity {
                          look-at-clock-every = 20ms
                          sweep-outbox-every = 100ms
                          passivate-after = 100ms
                        }
                        """)
                        .withFallback(PersistenceTestKitPlugin.config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config())
                        .withFallback(ConfigFactory.load()));
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Awaitility.await().atMost(SOON).until(() -> cluster.selfMember().status() == MemberStatus.up());
        journal = PersistenceTestKit.create(kit.system());
        SyncNode node = SyncNode.start(
                kit.system(),
                new SyncNode.Stores(
                        new InMemoryDataKeys(),
                        OUTBOX,
                        new InMemoryEnvironments(),
                        each -> CompletableFuture.completedStage(null)),
                new SyncNode.Clients(List.of(LOOP), SyncLimits.standard(), WireClient.TOKENS, SyncMetrics.none()),
                NOW::get);
        engine = (ShardedEngine) node.engine();
        errands = node.errands();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
        LOOP.shutdown();
    }

    private void createTemporaryUser() {
        Reply reply = engine.send(
                        user.ref(),
                        new UserCommand.Create(
                                Epoch.of(42),
                                new LoginClaim(new LoginId("l-" + user.value()), "claim", Personal.of("guest")),
                                new UserOrigin.Temporary(due, 5),
                                Profile.of("special"),
                                "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA",
                                Set.of(),
                                false),
                        Assurance.PERSISTED)
                .toCompletableFuture()
                .join();
        assertThat(reply).isInstanceOf(Reply.Done.class);
    }

    private int events() {
        return journal.persistedInStorage(user.ref().toString()).size();
    }

    private void expectExpiry() {
        Awaitility.await().atMost(SOON).until(() -> events() == 2);
        Account account = (Account)
                engine.read(user.ref(), User.class).toCompletableFuture().join().state();
        assertThat(account.standing().causes()).containsExactly(SuspensionCause.EXPIRED);
    }

    private boolean isOpen() {
        return OUTBOX.all().toCompletableFuture().join().contains(user.ref());
    }

    @Test
    void comesAtItsTimeAndNotBefore() {
        createTemporaryUser();
        NOW.set(due.minusMillis(1));
        Awaitility.await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> events() == 1 && isOpen());
        NOW.set(due);
        expectExpiry();
        Awaitility.await().atMost(SOON).until(() -> !isOpen());
    }

    @Test
    void comesAlsoWhenTheUsersEntityWasNotThereAtItsTime() {
        createTemporaryUser();
        engine.tell(user.ref(), new EntityMessage.Stop());
        NOW.set(due.plusSeconds(1));
        expectExpiry();
        Awaitility.await().atMost(SOON).until(() -> !isOpen());
    }

    @Test
    void comesAtTheNewTimeOfAProlongedUser() {
        createTemporaryUser();
        engine.send(user.ref(), new UserCommand.Prolong(due.plusSeconds(60)), Assurance.PERSISTED)
                .toCompletableFuture()
                .join();
        NOW.set(due.plusSeconds(59));
        Awaitility.await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> events() == 2);
        NOW.set(due.plusSeconds(60));
        Awaitility.await().atMost(SOON).until(() -> events() == 3);
    }

    /** A subscription cannot ask the operator's billing itself. */
    @Test
    void businessOutsideIsBroughtAtItsTimeAndUntilItIsDone() {
        Queue<EntityRef> brought = new ConcurrentLinkedQueue<>();
        errands.serve(Kind.SUBSCRIPTION, brought::add);
        createTemporaryUser();
        EntityRef subscription = Subscription.ref(user);
        ServiceRules rules = new ServiceRules(
                true, 3, Duration.ofMinutes(5), Duration.ofHours(1), LocalTime.of(2, 0), ZoneOffset.UTC, false);
        engine.send(
                        subscription,
                        List.of(
                                new SubscriptionCommand.Attach(
                                        new Subscription.Plan(new TariffPlanId("basic"), "Basic", 1)),
                                new SubscriptionCommand.Activate(rules)),
                        null,
                        Assurance.PERSISTED)
                .toCompletableFuture()
                .join();
        Awaitility.await().during(Duration.ofMillis(200)).atMost(SOON).until(brought::isEmpty);
        NOW.set(NOW.get().plus(Duration.ofHours(1)));
        Awaitility.await().atMost(SOON).until(() -> brought.size() >= 3);
        assertThat(brought).containsOnly(subscription);
        engine.tell(subscription, new EntityMessage.Stop());
        int before = brought.size();
        Awaitility.await().atMost(SOON).until(() -> brought.size() > before + 2);
        Subscription held = engine.read(subscription, Subscription.class)
                .toCompletableFuture()
                .join()
                .state();
        engine.send(
                        subscription,
                        new SubscriptionCommand.TakeAnswer(
                                held.polling().number(), OperatorAnswer.of(OperatorAnswer.Verdict.SUBSCRIBED), rules),
                        Assurance.PERSISTED)
                .toCompletableFuture()
                .join();
        brought.clear();
        Awaitility.await().during(Duration.ofMillis(200)).atMost(SOON).until(brought::isEmpty);
    }
}
