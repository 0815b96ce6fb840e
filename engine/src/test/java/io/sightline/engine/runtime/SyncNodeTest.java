package io.sightline.engine.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.typesafe.config.ConfigFactory;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AddressNode;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.journal.InMemoryDataKeys;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.node.Tokens;
import io.sightline.engine.synchronize.InMemoryEnvironments;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole node over a journal in memory: sharding, obligations, fences, keys. */
@Timeout(60)
class SyncNodeTest {

    private static final CameraProfile PROFILE =
            new CameraProfile("Gate", null, null, null, null, null, null, null, false, true);
    private static final InMemoryOutbox OUTBOX = new InMemoryOutbox();
    private static final ExecutorService LOOP = Executors.newSingleThreadExecutor();
    private static ActorTestKit kit;
    private static Engine engine;

    private final AddressId address = new AddressId("a-" + System.nanoTime());
    private final CameraId camera = new CameraId("c-" + System.nanoTime());
    private final UserId user = new UserId("u-" + System.nanoTime());

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create(
                "node",
                ConfigFactory.parseString("""
                        pekko.actor.provider = cluster
                        pekko.actor { allow-java-serialization = off, serialize-messages = on }
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        pekko.cluster.roles = ["entity", "edge"]
                        pekko.cluster.jmx.enabled = off
                        pekko.cluster.sharding.passivation.strategy = none
                        pekko.persistence.testkit { events.serialize = on, snapshots.serialize = on }
                        """)
                        .withFallback(PersistenceTestKitPlugin.config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config())
                        .withFallback(ConfigFactory.load()));
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> cluster.selfMember().status() == org.apache.pekko.cluster.MemberStatus.up());
        Tokens nobody = (token, now) -> new Tokens.Rejected("this test has no clients");
        engine = SyncNode.start(
                        kit.system(),
                        new SyncNode.Stores(
                                new InMemoryDataKeys(),
                                OUTBOX,
                                new InMemoryEnvironments(),
                                each -> java.util.concurrent.CompletableFuture.completedStage(null)),
                        new SyncNode.Clients(List.of(LOOP), SyncLimits.standard(), nobody, SyncMetrics.none()))
                .engine();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
        LOOP.shutdown();
    }

    private static Reply send(EntityRef entity, Command command) {
        return engine.send(entity, command, Assurance.FENCED)
                .toCompletableFuture()
                .join();
    }

    private static Reply.Done done(EntityRef entity, Command command) {
        return (Reply.Done) send(entity, command);
    }

    private Account account() {
        return (Account)
                engine.read(user.ref(), User.class).toCompletableFuture().join().state();
    }

    private void createUser() {
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

    private void createAddress() {
        done(
                address.ref(),
                new AddressCommand.Create(Epoch.of(43), new AddressNode("Lime Street 4", null, null, null, null)));
    }

    @Test
    void refusesWhatNobodyCreated() {
        assertThat(send(user.ref(), new UserCommand.Suspend(SuspensionCause.ADMIN_DISABLED)))
                .isEqualTo(new Reply.Refused(user.ref(), Refusal.UNKNOWN_ENTITY, "user"));
    }

    @Test
    void answersARepetitionWithoutAChange() {
        createUser();
        var suspend = new UserCommand.Suspend(SuspensionCause.ADMIN_DISABLED);
        assertThat(done(user.ref(), suspend).changed()).isTrue();
        assertThat(done(user.ref(), suspend).changed()).isFalse();
        assertThat(account().manifest().status()).isEqualTo(Manifest.Status.PAUSED);
    }

    @Test
    void hasACameraTellItsAddressBeforeTheCommandIsAssured() {
        createAddress();
        done(camera.ref(), new CameraCommand.Install("Gate", PROFILE));
        done(camera.ref(), new CameraCommand.Attach(SourceId.of(address), null));
        AddressPlace place = (AddressPlace) engine.read(address.ref(), Address.class)
                .toCompletableFuture()
                .join()
                .state();
        assertThat(place.source().entries()).containsOnlyKeys("cam-" + camera.value());
        done(camera.ref(), new CameraCommand.Detach(SourceId.of(address)));
        place = (AddressPlace) engine.read(address.ref(), Address.class)
                .toCompletableFuture()
                .join()
                .state();
        assertThat(place.source().entries()).isEmpty();
    }

    @Test
    void bringsADirectlyGrantedCameraIntoTheUsersOwnSourceAndTakesItBack() {
        createUser();
        done(camera.ref(), new CameraCommand.Install("Gate", PROFILE));
        done(user.ref(), new UserCommand.GrantCamera(camera, GrantStatus.ACTIVE, null));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(account().source().entries()).containsKey("cam-" + camera.value()));
        done(user.ref(), new UserCommand.RevokeCamera(camera));
        assertThat(account().source().entries()).isEmpty();
    }

    @Test
    void makesTheAddressKnowWhomItConcerns() {
        createAddress();
        createUser();
        done(user.ref(), new UserCommand.AttachPlace(SourceId.of(address), GrantStatus.ACTIVE));
        AddressPlace place = (AddressPlace) engine.read(address.ref(), Address.class)
                .toCompletableFuture()
                .join()
                .state();
        assertThat(place.members().present()).containsOnlyKeys(user);
        assertThat(account().manifest().grants()).containsKeys(SourceId.of(address), SourceId.of(user));
    }

    @Test
    void holdsACommandToTheRevisionItNamesAndListsToAllOrNothing() {
        createUser();
        long seen =
                engine.read(user.ref(), User.class).toCompletableFuture().join().revision();
        var both = List.of(
                new UserCommand.ChangeProfile(Profile.of("b2b")),
                new UserCommand.Suspend(SuspensionCause.ADMIN_DISABLED));
        var racing = java.util.stream.Stream.generate(() ->
                        engine.send(user.ref(), both, seen, Assurance.PERSISTED).toCompletableFuture())
                .limit(8)
                .toList();
        assertThat(racing.stream().map(java.util.concurrent.CompletableFuture::join))
                .filteredOn(Reply.Done.class::isInstance)
                .hasSize(1);
        assertThat(racing.stream().map(java.util.concurrent.CompletableFuture::join))
                .filteredOn(reply -> reply instanceof Reply.Refused refused && refused.refusal() == Refusal.STALE)
                .hasSize(7);
        long now =
                engine.read(user.ref(), User.class).toCompletableFuture().join().revision();
        var second = List.of(
                new UserCommand.ChangeProfile(Profile.of("b2c")), new UserCommand.Suspend(SuspensionCause.EXPIRED));
        Reply refused = engine.send(user.ref(), second, now, Assurance.PERSISTED)
                .toCompletableFuture()
                .join();
        assertThat(refused).isInstanceOf(Reply.Refused.class);
        assertThat(account().profile().userType()).isEqualTo("b2b");
    }
}
