package io.sightline.persistence;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.typesafe.config.ConfigFactory;
import io.sightline.engine.directory.AtLeast;
import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.listed.Everything;
import io.sightline.engine.directory.listed.Users;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.journal.MasterKey;
import io.sightline.engine.projection.Feed;
import io.sightline.engine.projection.Projection;
import io.sightline.engine.projection.ProjectionSettings;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The directory of a real node: journal and changes on Cassandra, documents in Lucene. */
@Timeout(300)
class DirectoryIT {

    private static final Catalogue CATALOGUE = Everything.catalogue();
    private static final ExecutorService LOOP = Executors.newSingleThreadExecutor();
    private static ActorTestKit kit;
    private static GroupCommitSession session;
    private static CassandraDataKeys keys;
    private static Engine engine;

    @TempDir
    private Path home;

    private final String tag = "t" + Long.toString(System.nanoTime(), 36);
    private LuceneIndex index;
    private Projection directory;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create("directory", ConfigFactory.parseString("""
                        pekko.actor.provider = cluster
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        pekko.cluster.roles = ["entity", "edge"]
                        pekko.cluster.jmx.enabled = off
                        pekko.cluster.sharding.passivation.strategy = none
                        """).withFallback(Store.config()));
        var cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> cluster.selfMember().status() == MemberStatus.up());
        assertThat(Store.session()).isNotNull();
        session = (GroupCommitSession)
                Storage.session(kit.system()).toCompletableFuture().join();
        keys = new CassandraDataKeys(session, MasterKey.of(new byte[32]));
        var node = SyncNode.start(
                kit.system(),
                new SyncNode.Stores(
                        keys,
                        new CassandraOutbox(session),
                        new CassandraEnvironments(session),
                        new CassandraPopulation(session)),
                new SyncNode.Clients(
                        List.of(LOOP),
                        SyncLimits.standard(),
                        (token, now) -> new io.sightline.engine.sync.node.Tokens.Rejected("this test has no clients"),
                        SyncMetrics.none()));
        engine = node.engine();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
        LOOP.shutdown();
    }

    @AfterEach
    void close() {
        directory.close();
        index.close();
    }

    private void open() {
        index = LuceneIndex.open(home.resolve("index"), CATALOGUE.kinds());
        directory = Projection.start(
                index,
                new Projection.Sources(
                        CATALOGUE,
                        engine,
                        keys,
                        new CassandraFeed(session),
                        new CassandraHistory(session, kit.system().settings().config())),
                new ProjectionSettings(Duration.ofMillis(20), Duration.ofMillis(200), 64, Duration.ofSeconds(1)),
                Runnable::run,
                InstantSource.system());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> directory.progress().ready());
    }

    private static AtLeast send(EntityRef entity, Command command) {
        var reply = engine.send(entity, command, Assurance.PERSISTED)
                .toCompletableFuture()
                .join();
        return new AtLeast(entity, ((Reply.Done) reply).revision());
    }

    private EntityRef user() {
        return EntityRef.of(Kind.USER, "u-" + UUID.randomUUID());
    }

    private AtLeast create(EntityRef user, String name) {
        return send(
                user,
                new UserCommand.Create(
                        Epoch.of(42),
                        new LoginClaim(new LoginId("l-" + user.id()), "claim", Personal.of(tag)),
                        new UserOrigin.Billing(),
                        named(name),
                        "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA",
                        Set.of("archives-show"),
                        false));
    }

    private static Profile named(String name) {
        var bare = Profile.of("b2c");
        return new Profile(
                Personal.of(name), bare.subscriberKind(), "b2c", null, null, bare.billing(), bare.properties(), true);
    }

    private List<String> names(AtLeast atLeast) {
        return directory
                .find(Query.all(Users.KIND, 100).searching(tag).sorted(new Query.Order("name", false)), atLeast)
                .toCompletableFuture()
                .join()
                .items()
                .stream()
                .map(document -> document.text("name").orElse(""))
                .toList();
    }

    @Test
    void listsWhatIsWrittenAndWhatWasWrittenBeforeItBegan() {
        create(user(), "Before");
        open();
        assertThat(names(null)).containsExactly("Before");
        assertThat(names(create(user(), "Behind"))).containsExactly("Before", "Behind");
        var live = user();
        create(live, "Live");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(names(null))
                .containsExactly("Before", "Behind", "Live"));
    }

    @Test
    void readsWhatItMissedWhileItWasAway() {
        open();
        var user = user();
        create(user, "First");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> names(null)
                .contains("First"));
        // Nothing that came after the last commit is kept.
        directory.close();
        index.close();
        send(user, new UserCommand.ChangeProfile(named("Second")));
        create(user(), "Third");
        open();
        assertThat(names(null)).containsExactly("Second", "Third");
    }

    @Test
    void tellsEveryAcknowledgedWriteInTheOrderOfItsLane() {
        open();
        var feed = new CassandraFeed(session);
        var heads = feed.heads().toCompletableFuture().join();
        List<Feed.Written> live = java.util.Collections.synchronizedList(new ArrayList<>());
        feed.follow(live::add);
        Map<EntityRef, Long> acknowledged = new HashMap<>();
        var users =
                java.util.stream.IntStream.range(0, 40).mapToObj(n -> user()).toList();
        var asked = new ArrayList<CompletableFuture<Reply>>();
        for (var user : users) {
            asked.add(engine.send(
                            user,
                            new UserCommand.Create(
                                    Epoch.of(1),
                                    new LoginClaim(new LoginId("l-" + user.id()), "claim", Personal.of("x")),
                                    new UserOrigin.Billing(),
                                    named("x"),
                                    "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA",
                                    Set.of("archives-show"),
                                    false),
                            Assurance.PERSISTED)
                    .toCompletableFuture());
        }
        asked.forEach(each -> {
            var done = (Reply.Done) each.join();
            acknowledged.put(done.entity(), done.revision());
        });
        List<Feed.Written> told = new ArrayList<>();
        feed.since(heads, told::add).toCompletableFuture().join();

        assertThat(revisions(told)).containsAllEntriesOf(acknowledged);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(revisions(List.copyOf(live)))
                .containsAllEntriesOf(acknowledged));
        for (var writes : List.of(told, List.copyOf(live))) {
            Map<String, Long> last = new HashMap<>(heads);
            for (var write : writes) {
                assertThat(write.number()).isGreaterThan(last.getOrDefault(write.lane(), 0L));
                last.put(write.lane(), write.number());
            }
        }
    }

    private static Map<EntityRef, Long> revisions(List<Feed.Written> writes) {
        Map<EntityRef, Long> revisions = new HashMap<>();
        writes.forEach(
                write -> write.entities().forEach((entity, revision) -> revisions.merge(entity, revision, Math::max)));
        return revisions;
    }

    @Test
    void listsNobodyWhoseKeyIsDestroyed() {
        var user = user();
        create(user, "Forgotten");
        keys.destroy(new io.sightline.engine.domain.UserId(user.id()))
                .toCompletableFuture()
                .join();
        // Built from the journal alone, in which nothing personal of this user can be read any more.
        open();
        assertThat(names(null)).isEmpty();
        assertThat(index.get(Users.KIND.name(), user.id()).map(Document::id)).isEmpty();
    }
}
