package io.sightline.engine.projection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.sightline.engine.directory.AtLeast;
import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import io.sightline.engine.directory.listed.Addresses;
import io.sightline.engine.directory.listed.Cameras;
import io.sightline.engine.directory.listed.Folders;
import io.sightline.engine.directory.listed.SubUsers;
import io.sightline.engine.directory.listed.Users;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraEvent;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The directory over entities whose every write it is told of, or misses. */
@Timeout(120)
class ProjectionTest {

    /** Renamings of cameras, one by one. */
    private static final DocumentKind RENAMING = DocumentKind.of("renaming", 1, Field.text("to", Field.Use.SEARCH));

    private static final Catalogue CATALOGUE = new Catalogue(List.of(
            Users.DERIVATION,
            SubUsers.DERIVATION,
            Cameras.DERIVATION,
            Addresses.DERIVATION,
            Folders.DERIVATION,
            new Derivation.OfEvent<>(
                    RENAMING,
                    Kind.CAMERA,
                    CameraEvent.Renamed.class,
                    (entity, revision, renamed) -> Optional.of(Document.of(RENAMING, entity.id() + "." + revision)
                            .text("to", renamed.name())
                            .build()))));

    private static final EntityRef ADA = EntityRef.of(Kind.USER, "ada");
    private static final EntityRef BEN = EntityRef.of(Kind.USER, "ben");
    private static final EntityRef GATE = EntityRef.of(Kind.CAMERA, "gate");
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Archive archive = new Archive();
    private MortalIndex index = new MortalIndex();
    private @Nullable Projection projection;

    @AfterEach
    void stop() {
        if (projection != null) {
            projection.close();
        }
    }

    private Projection start() {
        return start(Duration.ofMillis(5));
    }

    private Projection start(Duration refreshEvery) {
        projection = Projection.start(
                index,
                new Projection.Sources(CATALOGUE, archive, archive.keys, archive, archive),
                new ProjectionSettings(refreshEvery, Duration.ofMillis(20), 16, SHORT),
                Runnable::run,
                InstantSource.system());
        return projection;
    }

    private Projection started() {
        return started(Duration.ofMillis(5));
    }

    private Projection started(Duration refreshEvery) {
        Projection started = start(refreshEvery);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> started.progress()
                .ready());
        return started;
    }

    private Projection crashedAndStarted() {
        stop();
        archive.unfollow();
        index = index.afterACrash();
        return started();
    }

    private void create(EntityRef user, String name, UserOrigin origin) {
        archive.happen(
                user,
                new UserCommand.Create(
                        Epoch.of(42),
                        new LoginClaim(new LoginId("l-" + user.id()), "claim", Personal.of(user.id())),
                        origin,
                        named(name),
                        "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA",
                        Set.of("archives-show"),
                        false));
    }

    private static Profile named(String name) {
        Profile bare = Profile.of("b2c");
        return new Profile(
                Personal.of(name), bare.subscriberKind(), "b2c", null, null, bare.billing(), bare.properties(), true);
    }

    private static CameraCommand.Install camera(String name) {
        return new CameraCommand.Install(
                name, new CameraProfile(name, null, null, null, null, null, null, null, false, true));
    }

    private List<String> found(DocumentKind kind, String search) {
        return find(Query.all(kind, 100).searching(search), null).items().stream()
                .map(Document::id)
                .toList();
    }

    private Result find(Query query, @Nullable AtLeast atLeast) {
        return projection.find(query, atLeast).toCompletableFuture().join();
    }

    private void awaitFound(DocumentKind kind, String search, String... ids) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(found(kind, search))
                .containsExactly(ids));
    }

    @Test
    void buildsTheListsFromTheHistoryAndFollowsFromThere() {
        create(ADA, "Ada", new UserOrigin.Billing());
        archive.happen(GATE, camera("Gate"));
        archive.happen(GATE, new CameraCommand.Rename("Front gate"));
        started();
        assertThat(found(Users.KIND, "ada")).containsExactly("ada");
        assertThat(found(Cameras.KIND, "front")).containsExactly("gate");
        assertThat(found(RENAMING, "")).containsExactly("gate.2");
        archive.happen(GATE, new CameraCommand.Rename("Back gate"));
        awaitFound(Cameras.KIND, "back", "gate");
        awaitFound(RENAMING, "", "gate.2", "gate.3");
        archive.happen(GATE, new CameraCommand.Delete());
        awaitFound(Cameras.KIND, "");
        awaitFound(RENAMING, "", "gate.2", "gate.3");
    }

    @Test
    void answersNothingBeforeItIsBuilt() {
        Directory directory = start();
        Throwable failure = directory
                .find(Query.all(Users.KIND, 1), null)
                .handle((found, why) -> why)
                .toCompletableFuture()
                .join();
        // It may have been quicker than the question.
        assertThat(failure).satisfiesAnyOf(why -> assertThat(why).isNull(), why -> assertThat(why)
                .isInstanceOf(Directory.NotReady.class));
    }

    @Test
    void knowsAtLeastWhatItIsAskedToKnow() {
        started();
        for (int number = 0; number < 50; number++) {
            EntityRef camera = EntityRef.of(Kind.CAMERA, "c" + number);
            long revision = archive.happen(camera, camera("Camera " + number));
            Result result = find(Query.all(Cameras.KIND, 100).searching("" + number), new AtLeast(camera, revision));
            assertThat(result.items()).extracting(Document::id).contains("c" + number);
        }
    }

    @Test
    void knowsEvenWhatTheFeedDoesNotTell() {
        started();
        archive.unfollow();
        long revision = archive.happen(GATE, camera("Gate"));
        assertThat(find(Query.all(Cameras.KIND, 1), new AtLeast(GATE, revision)).items())
                .hasSize(1);
    }

    @Test
    void saysSoWhenThereIsNoSuchRevision() {
        started();
        long revision = archive.happen(GATE, camera("Gate"));
        assertThatThrownBy(() -> find(Query.all(Cameras.KIND, 1), new AtLeast(GATE, revision + 1)))
                .hasRootCauseInstanceOf(Directory.TooNew.class);
    }

    @Test
    void findsSubUsersByTheirMainUserWhicheverComesFirst() {
        create(BEN, "Ben", new UserOrigin.SubUser(new UserId("ada")));
        started();
        assertThat(found(SubUsers.KIND, "ben")).containsExactly("ben");
        create(ADA, "Ada Lovelace", new UserOrigin.Billing());
        awaitFound(SubUsers.KIND, "lovelace", "ben");
        archive.happen(ADA, new UserCommand.ChangeProfile(named("Ada King")));
        awaitFound(SubUsers.KIND, "king", "ben");
        assertThat(found(SubUsers.KIND, "lovelace")).isEmpty();
        EntityRef carl = EntityRef.of(Kind.USER, "carl");
        create(carl, "Carl", new UserOrigin.SubUser(new UserId("ada")));
        awaitFound(SubUsers.KIND, "king", "ben", "carl");
    }

    @Test
    void fillsABorrowerOfWhichAnEarlierWriteWasNotShownWhenItsOwnerCame() {
        started(Duration.ofHours(1));
        int built = index.writes();
        create(BEN, "Ben", new UserOrigin.SubUser(new UserId("ada")));
        awaitWrites(built + 1);
        archive.fail(BEN);
        create(ADA, "Ada Lovelace", new UserOrigin.Billing());
        awaitWrites(built + 2);
        stop();
        archive.heal(BEN);
        crashedAndStarted();
        awaitFound(SubUsers.KIND, "lovelace", "ben");
    }

    private void awaitWrites(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> index.writes() == count);
    }

    @Test
    void fillsWhatIsBorrowedWhenItIsBuilt() {
        for (String first : List.of("a1", "a2", "a3", "a4")) {
            create(EntityRef.of(Kind.USER, "sub-" + first), "Sub", new UserOrigin.SubUser(new UserId(first)));
            create(EntityRef.of(Kind.USER, first), "Owner", new UserOrigin.Billing());
        }
        started();
        assertThat(found(SubUsers.KIND, "owner")).containsExactly("sub-a1", "sub-a2", "sub-a3", "sub-a4");
    }

    @Test
    void erasesAPersonFromEveryList() {
        create(ADA, "Ada Lovelace", new UserOrigin.Billing());
        create(BEN, "Ben", new UserOrigin.SubUser(new UserId("ada")));
        started();
        assertThat(found(SubUsers.KIND, "lovelace")).containsExactly("ben");
        projection.erase(List.of(ADA)).toCompletableFuture().join();
        assertThat(found(Users.KIND, "")).isEmpty();
        assertThat(found(SubUsers.KIND, "lovelace")).isEmpty();
        assertThat(found(SubUsers.KIND, "")).containsExactly("ben");
    }

    @Test
    void readsWhatItMissedAfterACrash() {
        started();
        archive.happen(GATE, camera("Gate"));
        awaitFound(Cameras.KIND, "gate", "gate");
        stop();
        archive.unfollow();
        archive.happen(GATE, new CameraCommand.Rename("Front door"));
        crashedAndStarted();
        assertThat(found(Cameras.KIND, "door")).containsExactly("gate");
    }

    @Test
    void isBuiltAnewWhenTheFeedDoesNotReachBack() {
        archive.happen(GATE, camera("Gate"));
        started();
        stop();
        archive.unfollow();
        archive.happen(GATE, new CameraCommand.Rename("Front door"));
        archive.forgetWritten();
        crashedAndStarted();
        assertThat(found(Cameras.KIND, "door")).containsExactly("gate");
    }

    @Test
    void goesOnBuildingWhereItWasInterrupted() {
        for (int number = 0; number < 30; number++) {
            archive.happen(EntityRef.of(Kind.CAMERA, "c" + number), camera("Camera " + number));
        }
        Marks nothing = Building.nothing(
                CATALOGUE.fingerprint(),
                archive.heads().toCompletableFuture().join(),
                InstantSource.system().instant());
        index.commit(new Marks(nothing.catalogue(), nothing.at(), nothing.lanes(), Set.of(0, 2)).encode());
        started();
        Set<String> all = new TreeSet<>();
        archive.read(1, kept -> all.add(kept.entity().id()));
        assertThat(found(Cameras.KIND, "")).containsExactlyElementsOf(all).hasSizeLessThan(30);
    }

    @Test
    void goesOnWithoutAnEntityThatCannotBeRead() {
        archive.happen(GATE, camera("Gate"));
        EntityRef spoilt = EntityRef.of(Kind.CAMERA, "spoilt");
        archive.happen(spoilt, camera("Spoilt"));
        archive.spoil(spoilt);
        started();
        assertThat(found(Cameras.KIND, "")).containsExactly("gate");
    }

    @Test
    void isReadyWithoutAnEntityThatDoesNotAnswerAndSaysWhatItIsBehind() {
        started();
        archive.fail(GATE);
        archive.happen(GATE, camera("Gate"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        projection.progress().behindMillis())
                .isPositive());
        crashedAndStarted();
        assertThat(projection.progress().waiting()).isEqualTo(1);
        archive.heal(GATE);
        awaitFound(Cameras.KIND, "", "gate");
    }

    @Test
    void looksAgainAtWhatMayHaveComeToHold() {
        started();
        archive.happen(GATE, camera("Gate"), false);
        archive.lose(EntityRef.of(Kind.CAMERA, "lost"));
        awaitFound(Cameras.KIND, "", "gate");
        int commits = index.commits();
        archive.happen(ADA, create("Ada"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> index.commits() > commits);
    }

    private static UserCommand.Create create(String name) {
        return new UserCommand.Create(
                Epoch.of(1),
                new LoginClaim(new LoginId("l"), "claim", Personal.of("ada")),
                new UserOrigin.Billing(),
                named(name),
                "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA",
                Set.of("archives-show"),
                false);
    }

    /** Whatever happens and whenever the process dies, in the end every entity is listed as it is. */
    @RepeatedTest(12)
    void listsEverythingAsItIsAfterAnyHistory(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        started();
        for (int step = 0; step < 200; step++) {
            happen(random);
            if (random.nextInt(60) == 0) {
                crashedAndStarted();
            }
        }
        Projection last = projection;
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(listed())
                .isEqualTo(expected()));
        assertThat(last.progress().ready()).isTrue();
    }

    private void happen(Random random) {
        int number = random.nextInt(8);
        EntityRef main = EntityRef.of(Kind.USER, "u" + number);
        EntityRef sub = EntityRef.of(Kind.USER, "s" + number);
        EntityRef camera = EntityRef.of(Kind.CAMERA, "c" + number);
        Set<EntityRef> there = Set.copyOf(archive.entities());
        String name = "Name " + random.nextInt(1_000);
        boolean known = random.nextInt(10) > 0;
        switch (random.nextInt(6)) {
            case 0 -> {
                if (!there.contains(main)) {
                    create(main, name, new UserOrigin.Billing());
                }
            }
            case 1 -> {
                if (!there.contains(sub)) {
                    create(sub, name, new UserOrigin.SubUser(new UserId(main.id())));
                }
            }
            case 2 -> {
                if (!there.contains(camera)) {
                    archive.happen(camera, camera(name), known);
                }
            }
            case 3 -> {
                if (there.contains(main)) {
                    archive.happen(main, new UserCommand.ChangeProfile(named(name)), known);
                }
            }
            case 4 -> {
                if (there.contains(camera)
                        && archive.state(camera) instanceof io.sightline.engine.domain.InstalledCamera) {
                    archive.happen(
                            camera,
                            random.nextInt(4) == 0 ? new CameraCommand.Delete() : new CameraCommand.Rename(name),
                            known);
                }
            }
            default -> archive.lose(random.nextBoolean() ? main : camera);
        }
    }

    private Set<String> listed() {
        Set<String> all = new TreeSet<>();
        for (DocumentKind kind : CATALOGUE.kinds()) {
            if (!kind.equals(RENAMING)) {
                find(Query.all(kind, Page.MOST), null)
                        .items()
                        .forEach(document -> all.add(document + " " + document.values()));
            }
        }
        all.add("renamings " + found(RENAMING, "").size());
        return all;
    }

    private Set<String> expected() {
        List<Document> documents = new ArrayList<>();
        long renamings = 0;
        for (EntityRef entity : archive.entities()) {
            documents.addAll(CATALOGUE.ofState(entity.kind(), archive.state(entity)));
            List<History.Kept> kept = new ArrayList<>();
            archive.read(entity, 0, kept::add);
            DocumentsOf documentsOf = new DocumentsOf(CATALOGUE, io.sightline.engine.journal.EventCodec.create());
            if (entity.kind() == Kind.CAMERA) {
                renamings += documentsOf.replay(entity, kept, null).lasting().size();
            }
        }
        Set<String> all = new TreeSet<>();
        for (Document document : documents) {
            Document filled =
                    Borrowing.filled(CATALOGUE.kind(document.kind()), document, (kind, id) -> documents.stream()
                            .filter(other ->
                                    other.kind().equals(kind) && other.id().equals(id))
                            .findFirst());
            all.add(document + " " + filled.values());
        }
        all.add("renamings " + renamings);
        return all;
    }
}
