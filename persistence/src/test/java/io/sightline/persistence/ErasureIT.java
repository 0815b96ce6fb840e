package io.sightline.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sightline.cassandra.LocalCassandra;
import io.sightline.cassandra.LocalCassandraSettings;
import io.sightline.engine.billing.Billing;
import io.sightline.engine.billing.BillingKeys;
import io.sightline.engine.billing.BillingSettings;
import io.sightline.engine.billing.ListedCsaDirectory;
import io.sightline.engine.billing.LoggedRequests;
import io.sightline.engine.billing.PasswordSettings;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.RequestReader;
import io.sightline.engine.billing.RetrySchedule;
import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.listed.Cameras;
import io.sightline.engine.directory.listed.Everything;
import io.sightline.engine.directory.listed.Feedbacks;
import io.sightline.engine.directory.listed.MonitoringObjects;
import io.sightline.engine.directory.listed.Notifications;
import io.sightline.engine.directory.listed.Trackers;
import io.sightline.engine.directory.listed.Users;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.AccountProfile;
import io.sightline.engine.domain.BelongingCommand;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCard;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Customer;
import io.sightline.engine.domain.CustomerCommand;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.FeedbackCommand;
import io.sightline.engine.domain.FeedbackForm;
import io.sightline.engine.domain.FeedbackId;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.MonitoringObjectCommand;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.Notice;
import io.sightline.engine.domain.Notification;
import io.sightline.engine.domain.NotificationCommand;
import io.sightline.engine.domain.NotificationId;
import io.sightline.engine.domain.ObjectCard;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.TrackerCard;
import io.sightline.engine.domain.TrackerCommand;
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.erasure.Erasures;
import io.sightline.engine.journal.MasterKey;
import io.sightline.engine.messages.Deliveries;
import io.sightline.engine.pictures.Pictures;
import io.sightline.engine.projection.Projection;
import io.sightline.engine.projection.ProjectionSettings;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.SyncNode;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.persistence.lucene.LuceneIndex;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A customer deleted for good, on a store and an index of its own. Every personal text is a canary: readable before through the
 * engine, the lists and the log of requests, nowhere afterwards, and never in a file of the store.
 */
@Timeout(400)
class ErasureIT {

    private static final Catalogue CATALOGUE = Everything.catalogue();
    private static final String CANARY = "canary" + Long.toString(System.nanoTime(), 36);
    private static final NotificationId NOTICE = new NotificationId("notification.erasure");
    private static final CameraId DOOR = new CameraId("erasure-door");
    private static final UserId SUB = new UserId("erasure-sub-" + Long.toString(System.nanoTime(), 36));

    @TempDir
    private Path home;

    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final Passwords passwords = new Passwords(new PasswordSettings(8, 1, 1, 1, 100));
    private final BillingKeys secrets = new BillingKeys(new byte[32]);
    private LocalCassandra cassandra;
    private ActorTestKit kit;
    private GroupCommitSession session;
    private CassandraDataKeys keys;
    private SyncNode node;
    private LuceneIndex index;
    private Projection directory;
    private CassandraRequestLog log;
    private LoggedRequests logged;
    private Pictures pictures;
    private UserId ada;

    @BeforeEach
    void start() {
        cassandra = new LocalCassandra(
                        LocalCassandraSettings.in(home.resolve("store")).withHeapMegabytes(512))
                .start();
        try (var plain = Storage.open(Store.config(cassandra))) {
            Schema.install(plain, 1);
        }
        create(startNode());
    }

    /** A process of its own as far as it can tell: nothing of an earlier one is left but what the store and the index keep. */
    private RequestReader startNode() {
        Config config = ConfigFactory.parseString("""
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.roles = ["entity", "edge"]
                pekko.cluster.jmx.enabled = off
                sightline.entity {
                  snapshot-every = 2
                  passivate-after = 5s
                  sweep-outbox-every = 2s
                }
                """).withFallback(Store.config(cassandra));
        kit = ActorTestKit.create("erasure", config);
        var cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> cluster.selfMember().status() == MemberStatus.up());
        session = (GroupCommitSession) done(Storage.session(kit.system()));
        keys = new CassandraDataKeys(session, MasterKey.of(new byte[32]));
        node = SyncNode.start(
                kit.system(),
                new SyncNode.Stores(
                        keys,
                        new CassandraOutbox(session),
                        new CassandraEnvironments(session),
                        new CassandraPopulation(session)),
                new SyncNode.Clients(
                        List.of(loop),
                        SyncLimits.standard(),
                        (token, now) -> new io.sightline.engine.sync.node.Tokens.Rejected("this test has no clients"),
                        SyncMetrics.none()));
        index = LuceneIndex.open(home.resolve("index"), CATALOGUE.kinds());
        directory = Projection.start(
                index,
                new Projection.Sources(
                        CATALOGUE,
                        node.engine(),
                        keys,
                        new CassandraFeed(session),
                        new CassandraHistory(session, kit.system().settings().config())),
                new ProjectionSettings(Duration.ofMillis(20), Duration.ofMillis(200), 64, Duration.ofSeconds(1)),
                Runnable::run,
                InstantSource.system());
        InstantSource clock = InstantSource.system();
        log = CassandraRequestLog.open(session, 0, Duration.ofDays(90), clock);
        var reader = new RequestReader(secrets, passwords, clock);
        logged = new LoggedRequests(log, secrets, reader, clock);
        pictures = new Pictures(new CassandraPictureStore(session), keys);
        var erasures = new Erasures(
                node.engine(),
                new Erasures.Places(
                        keys,
                        directory,
                        new CassandraEnvironments(session),
                        logged,
                        new CassandraRemains(session, kit.system().settings().config()),
                        pictures,
                        node::forget),
                clock);
        node.errands().serve(Kind.CUSTOMER, erasures::due);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> directory.progress().ready());
        return reader;
    }

    private void stopNode() {
        directory.close();
        index.close();
        kit.shutdownTestKit();
    }

    @AfterEach
    void stop() {
        stopNode();
        loop.shutdown();
        passwords.close();
        cassandra.kill();
    }

    private void create(RequestReader reader) {
        var billing = new Billing(
                node.engine(),
                logged,
                secrets,
                new ListedCsaDirectory(List.of()),
                BillingSettings.open(),
                RetrySchedule.standard());
        var reading =
                done(reader.read(("{\"requestId\":\"erasure-1\",\"type\":\"billing.new_entity\",\"login\":\"" + CANARY
                                + "\",\"password\":\"password-1\",\"userType\":\"b2b\",\"subscriberKind\":\"legal\",\"name\":\"Name "
                                + CANARY + "\",\"occurredAt\":\"2026-11-01T12:00:00Z\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(reading).isInstanceOf(RequestReader.Reading.Sound.class);
        done(billing.submit(((RequestReader.Reading.Sound) reading).request()));
        ada = login(CANARY).holder().orElseThrow();
        send(
                SUB.ref(),
                new UserCommand.Create(
                        Epoch.of(42),
                        new LoginClaim(secrets.login("sub" + CANARY), "claim", Personal.of("sub" + CANARY)),
                        new UserOrigin.SubUser(ada),
                        named("Sub " + CANARY),
                        "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA",
                        Set.of("archives-show"),
                        false));
        send(ada.ref(), new UserCommand.AddSubUser(SUB));
        send(ada.ref(), new UserCommand.NameDevice("cam-1", Personal.of("Door of " + CANARY)));
        send(
                DOOR.ref(),
                new CameraCommand.Install(
                        "Door", new CameraProfile("Door", null, null, null, null, null, null, ada, true, true)));
        var empty = AccountProfile.empty();
        send(
                Customer.ref(ada),
                new CustomerCommand.ChangeProfile(new AccountProfile(
                        new AccountProfile.Contact(Personal.of(CANARY), null, Personal.of("1" + CANARY), null),
                        empty.billing(),
                        new AccountProfile.Location(Personal.of("Street " + CANARY), null, null, null, null, null))));
    }

    /** What belongs to the customer, each with a canary; and what the operator told nobody else. */
    private void furnish() {
        send(
                TrackerId.of(ada, "van").ref(),
                new TrackerCommand.Create(new TrackerCard(
                        Personal.of("Van " + CANARY),
                        "tk103",
                        Personal.of("490154203237518"),
                        null,
                        null,
                        60,
                        300,
                        Personal.of("Info " + CANARY),
                        "#1a2b3c")));
        send(
                CameraId.of(ada, "yard").ref(),
                new CameraCommand.Add(new CameraCard(
                        Personal.of("Yard " + CANARY),
                        null,
                        Personal.of("192.0.2.7/" + CANARY),
                        Personal.of("viewer"),
                        Personal.of("Secret" + CANARY),
                        null)));
        String image = done(pictures.keep(fleet(), ("Picture " + CANARY).getBytes(StandardCharsets.UTF_8)));
        send(
                fleet().ref(),
                new MonitoringObjectCommand.Create(
                        Epoch.of(43), new ObjectCard(Personal.of("Fleet " + CANARY), Personal.of(CANARY), image)));
        send(CameraId.of(ada, "yard").ref(), new BelongingCommand.Assign(ada, fleet()));
        send(
                FeedbackId.of(ada, "one").ref(),
                new FeedbackCommand.Leave(
                        new FeedbackForm(
                                Personal.of(CANARY),
                                Personal.of(CANARY + "@example.org"),
                                Personal.of("+375291234567"),
                                Personal.of("Message " + CANARY)),
                        null));
        var deliveries = new Deliveries(node.engine(), new CassandraPopulation(session));
        node.errands().serve(Kind.NOTIFICATION, deliveries::due);
        send(
                NOTICE.ref(),
                new NotificationCommand.Send(
                        new Notice(
                                Notice.Severity.INFORMATION,
                                Personal.of("Title " + CANARY),
                                Personal.of("Text " + CANARY)),
                        Set.of(ada)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> read(NOTICE.ref(), Notification.class).finishedAt() != null);
    }

    private MonitoringObjectId fleet() {
        return MonitoringObjectId.of(ada, "fleet");
    }

    private static Profile named(String name) {
        var bare = Profile.of("b2c");
        return new Profile(
                Personal.of(name), bare.subscriberKind(), "b2c", null, null, bare.billing(), bare.properties(), true);
    }

    private void send(EntityRef entity, Command command) {
        assertThat(done(node.engine().send(entity, command, Assurance.FENCED))).isInstanceOf(Reply.Done.class);
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private <S> S read(EntityRef entity, Class<S> type) {
        return done(node.engine().read(entity, type)).state();
    }

    private Login login(String text) {
        LoginId id = secrets.login(text);
        return read(id.ref(), Login.class);
    }

    private Account account(UserId user) {
        return read(user.ref(), User.class).account().orElseThrow();
    }

    private Customer customer() {
        return read(Customer.ref(ada), Customer.class);
    }

    private long listed() {
        return done(directory.find(Query.all(Users.KIND, 10).searching(CANARY), null))
                .items()
                .size();
    }

    private long listed(DocumentKind kind) {
        return done(directory.find(Query.all(kind, 10).searching(CANARY), null))
                .items()
                .size();
    }

    private String requests() {
        var text = new StringBuilder();
        done(log.page(null, 100)).rows().forEach(row -> text.append(logged.document(row)));
        return text.toString();
    }

    private long rows(EntityRef entity) {
        var id = entity.toString();
        long bucket = JournalStatement.bucket(java.nio.ByteBuffer.wrap(id.getBytes(StandardCharsets.UTF_8)));
        return Objects.requireNonNull(session.execute(SimpleStatement.newInstance(
                                "SELECT count(*) FROM sightline.messages WHERE partition_nr = ? AND persistence_id = ?",
                                bucket,
                                id))
                        .one())
                .getLong(0);
    }

    private long snapshots(EntityRef entity) {
        return Objects.requireNonNull(session.execute(SimpleStatement.newInstance(
                                "SELECT count(*) FROM sightline.snapshots WHERE persistence_id = ?", entity.toString()))
                        .one())
                .getLong(0);
    }

    /** The files below a folder that hold a text as it is or in lower case. */
    private static List<Path> holding(Path folder, String text) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Test
    void nothingOfTheCustomerCanBeReadAnywhere() {
        furnish();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> listed() == 1);
        List<DocumentKind> belongings =
                List.of(Trackers.KIND, MonitoringObjects.KIND, Feedbacks.KIND, Notifications.KIND, Cameras.KIND);
        for (DocumentKind kind : belongings) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(listed(kind))
                    .as(kind.name())
                    .isEqualTo(1));
        }
        String image = Objects.requireNonNull(read(fleet().ref(), MonitoringObject.class)
                .kept()
                .orElseThrow()
                .card()
                .image());
        assertThat(done(pictures.find(fleet(), image))).isPresent();
        List<EntityRef> owned = List.of(
                TrackerId.of(ada, "van").ref(),
                CameraId.of(ada, "yard").ref(),
                fleet().ref(),
                FeedbackId.of(ada, "one").ref());
        assertThat(account(ada).profile().name()).isEqualTo(Personal.of("Name " + CANARY));
        assertThat(requests()).contains(CANARY);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !holding(home.resolve("index"), CANARY)
                .isEmpty());

        // Long enough for what lies between the two steps to be looked at.
        Instant purgeAt = Instant.now().plusSeconds(25);
        send(Customer.ref(ada), new CustomerCommand.Disable());
        send(Customer.ref(ada), new CustomerCommand.Delete(purgeAt));
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> !Objects.requireNonNull(
                        customer().deletion())
                .erased()
                .isEmpty());
        assertThat(Objects.requireNonNull(customer().deletion()).erased()).containsExactlyInAnyOrder(ada, SUB);

        for (UserId user : List.of(ada, SUB)) {
            assertThat(account(user).isErased()).isTrue();
            assertThat(account(user).nameOf("cam-1")).isEmpty();
            assertThat(done(keys.find(user))).isEmpty();
        }
        assertThat(login(CANARY)).isInstanceOf(Login.Free.class);
        assertThat(login("sub" + CANARY)).isInstanceOf(Login.Free.class);
        assertThat(customer().profile()).isEqualTo(AccountProfile.empty());
        assertThat(read(DOOR.ref(), Camera.class)
                        .installed()
                        .orElseThrow()
                        .profile()
                        .holder())
                .isNull();
        assertThat(requests()).contains("{}").doesNotContain(CANARY);
        assertThat(listed()).isZero();
        for (DocumentKind kind : belongings) {
            assertThat(listed(kind)).as(kind.name()).isZero();
        }
        assertThat(read(CameraId.of(ada, "yard").ref(), Camera.class)).isInstanceOf(Camera.Deleted.class);
        assertThat(done(new CassandraPictureStore(session).find(fleet().value(), image)))
                .isEmpty();
        assertThat(read(NOTICE.ref(), Notification.class).notice()).isNull();
        assertThat(done(keys.find(new UserId(NOTICE.value())))).isEmpty();
        assertThat(holding(home.resolve("index"), CANARY)).isEmpty();
        assertThat(done(new CassandraOutbox(session).all()))
                .as("so that it is taken up after a restart")
                .contains(Customer.ref(ada));
        assertThat(rows(Customer.ref(ada))).isPositive();

        // Between its two steps an erasure is known to the store alone.
        stopNode();
        startNode();
        assertThat(account(ada).isErased()).isTrue();
        assertThat(customer().deletion()).isNotNull();
        assertThat(listed()).isZero();

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> rows(Customer.ref(ada)) == 0);
        for (UserId user : List.of(ada, SUB)) {
            assertThat(rows(user.ref())).as("that it was buried").isEqualTo(1);
            assertThat(snapshots(user.ref())).isZero();
            assertThat(read(user.ref(), User.class)).isInstanceOf(User.Buried.class);
        }
        for (EntityRef each : owned) {
            assertThat(rows(each)).as(each.toString()).isZero();
            assertThat(snapshots(each)).as(each.toString()).isZero();
        }
        assertThat(snapshots(Customer.ref(ada))).isZero();
        // Woken once more, it finds that there is nothing left to do.
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> !done(new CassandraOutbox(session).all())
                .contains(Customer.ref(ada)));
        assertThat(rows(Customer.ref(ada))).isZero();

        kit.shutdownTestKit();
        cassandra.stop();
        assertThat(holding(home.resolve("store"), SUB.value()))
                .as("ids stand in the files as they are, so a text would be found as well")
                .isNotEmpty();
        assertThat(holding(home.resolve("store"), CANARY)).isEmpty();
        assertThat(holding(home.resolve("index"), CANARY)).isEmpty();
    }
}
