package io.sightline.engine.sync.node;

import java.time.Duration;
import java.util.Set;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Mark;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.sync.node.Town.ANNA;
import static io.sightline.engine.sync.node.Town.FOLDER;
import static io.sightline.engine.sync.node.Town.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

class SessionTest {

    private final Town town = new Town();
    private final NaiveClient client = town.client("web-00000001");

    private void opened() {
        town.grant(ANNA, HOUSE, ViewClass.ARCHIVE);
        town.put(HOUSE, "cam-1", "Door");
        town.put(HOUSE, "cam-2", "Yard");
        client.open(0);
        client.sync();
    }

    private void inStep() {
        for (var granted : town.user(ANNA).manifest.grants().entrySet()) {
            var held = client.sources.get(granted.getKey().value());
            assertThat(held).as("%s", granted.getKey()).isNotNull();
            var source = town.source(granted.getKey()).source;
            assertThat(held.e).isEqualTo(source.epoch().hex());
            assertThat(held.rev).isEqualTo(source.rev());
            Selection selection = granted.getValue().selection();
            assertThat(held.entries.keySet())
                    .isEqualTo(new java.util.TreeSet<>(source.entries().keySet().stream()
                            .filter(selection::covers)
                            .toList()));
        }
        assertThat(client.sources)
                .hasSameSizeAs(town.user(ANNA).manifest.grants().keySet());
        assertThat(client.seen).doesNotContain("mismatch");
    }

    @Test
    void opensWithTheManifestTheBasesAndAFrontier() {
        opened();
        assertThat(client.seen).containsExactly("welcome", "man", "b", "u");
        assertThat(client.mode).isEqualTo("full");
        inStep();
    }

    @Test
    void sendsAChangeAsADeltaAndLaterAFrontier() {
        opened();
        town.put(HOUSE, "cam-3", "Gate");
        town.remove(HOUSE, "cam-1");
        client.sync();
        assertThat(client.seen).endsWith("d", "d");
        town.pass(Duration.ofMillis(300));
        client.sync();
        assertThat(client.seen).endsWith("d", "u");
        inStep();
    }

    @Test
    void bringsAReturningClientTheDifferenceAlone() {
        opened();
        client.drop();
        town.put(HOUSE, "cam-3", "Gate");
        town.remove(HOUSE, "cam-1");
        town.settle();
        client.seen.clear();
        client.open(0);
        client.sync();
        assertThat(client.seen).containsExactly("welcome", "d", "u");
        assertThat(client.mode).isEqualTo("delta");
        inStep();
    }

    @Test
    void resumesABrokenSessionWithoutItsCursor() {
        opened();
        client.drop();
        town.put(HOUSE, "cam-3", "Gate");
        town.settle();
        client.seen.clear();
        client.resume(0);
        client.sync();
        assertThat(client.mode).isEqualTo("resume");
        assertThat(client.seen).containsExactly("welcome", "d", "u");
        inStep();
    }

    @Test
    void resumesFromTheLastFrameAppliedWhenOthersWereLost() {
        opened();
        town.put(HOUSE, "cam-3", "Gate");
        town.put(HOUSE, "cam-4", "Roof");
        town.settle();
        client.step();
        client.transport.sent.clear();
        client.drop();
        town.settle();
        client.resume(0);
        client.sync();
        assertThat(client.mode).isEqualTo("resume");
        assertThat(client.nacks).isZero();
        inStep();
    }

    @Test
    void asksForTheCursorWhenTheFormerSessionIsForgotten() {
        opened();
        client.drop();
        town.pass(Duration.ofSeconds(61));
        client.resume(0);
        client.sync();
        assertThat(client.mode).isEqualTo("delta");
        assertThat(client.bases).isEqualTo(1);
        inStep();
    }

    @Test
    void rebasesAClientOlderThanTheHorizon() {
        opened();
        client.drop();
        var source = town.source(HOUSE).source.remove("cam-1", 3).put("cam-9", 99, Town.camera("Shed"), 4);
        town.change(
                HOUSE,
                new io.sightline.engine.domain.Source(
                        source.epoch(), 4, source.entries(), org.pcollections.HashTreePMap.empty(), 3),
                false);
        town.pass(Duration.ofMinutes(6));
        client.open(0);
        client.sync();
        assertThat(client.rebases).isEqualTo(1);
        assertThat(client.bases).isEqualTo(1);
        inStep();
    }

    @Test
    void sendsABaseAfterAChangeOfEpoch() {
        opened();
        town.recreate(HOUSE);
        town.put(HOUSE, "cam-7", "New");
        client.sync();
        town.pass(Duration.ofSeconds(5));
        client.sync();
        assertThat(client.bases).isEqualTo(2);
        inStep();
    }

    @Test
    void answersACursorFromTheFutureWithABaseAndAnAlarm() {
        opened();
        client.drop();
        client.sources.get(HOUSE.value()).rev = 77;
        client.open(0);
        client.sync();
        assertThat(town.count("ahead")).isEqualTo(1);
        inStep();
    }

    @Test
    void neverSendsWhatACursorNamesWithoutAGrant() {
        opened();
        client.drop();
        var forged = new NaiveClient.Held();
        forged.g = 77;
        forged.e = "0123456789abcdef";
        forged.rev = 1;
        client.sources.put("A:neighbour", forged);
        town.put(new SourceId("A:neighbour"), "cam-x", "Secret");
        client.open(0);
        client.sync();
        assertThat(client.sources).doesNotContainKey("A:neighbour");
        assertThat(client.seen).doesNotContain("mismatch");
        inStep();
    }

    @Test
    void takesALostSourceAwayAndBringsARegrantedOneAnew() {
        opened();
        town.revoke(ANNA, HOUSE);
        client.sync();
        assertThat(client.sources).isEmpty();
        town.grant(ANNA, HOUSE, ViewClass.LIVE);
        client.sync();
        assertThat(client.bases).isEqualTo(2);
        assertThat(client.sources.get(HOUSE.value()).entries.get("cam-1").v()).contains("\"access\":\"live\"");
        inStep();
    }

    @Test
    void tellsARevocationAndAGrantOfOneMomentInOneBatch() {
        opened();
        int flushes = client.transport.flushes;
        town.put(FOLDER, "cam-1", "Door");
        town.revoke(ANNA, HOUSE);
        town.grant(ANNA, FOLDER, ViewClass.ARCHIVE);
        client.sync();
        assertThat(client.transport.flushes - flushes).isLessThanOrEqualTo(3);
        inStep();
    }

    @Test
    void showsASubUserOnlyWhatWasChosen() {
        town.grant(ANNA, HOUSE, ViewClass.ARCHIVE, new Selection.Only(Set.of("cam-2", "cam-5")));
        town.put(HOUSE, "cam-1", "Door");
        town.put(HOUSE, "cam-2", "Yard");
        client.open(0);
        client.sync();
        town.put(HOUSE, "cam-3", "Gate");
        town.put(HOUSE, "cam-5", "Roof");
        town.remove(HOUSE, "cam-1");
        client.sync();
        assertThat(client.sources.get(HOUSE.value()).entries).containsOnlyKeys("cam-2", "cam-5");
        inStep();
    }

    @Test
    void hidesEverythingWhilePausedAndSendsTheDifferenceAfterwards() {
        opened();
        town.status(ANNA, Manifest.Status.PAUSED);
        client.sync();
        assertThat(client.status).isEqualTo("paused");
        town.put(HOUSE, "cam-3", "Gate");
        client.sync();
        assertThat(client.seen).endsWith("man");
        town.pass(Duration.ofMillis(300));
        client.sync();
        assertThat(client.seen).endsWith("u");
        town.status(ANNA, Manifest.Status.ACTIVE);
        client.sync();
        assertThat(client.seen).endsWith("man", "d");
        assertThat(client.bases).isEqualTo(1);
        inStep();
    }

    @Test
    void endsWithTheUser() {
        opened();
        town.status(ANNA, Manifest.Status.ENDED);
        client.sync();
        assertThat(client.sources).isEmpty();
        assertThat(client.error).isNotNull();
        assertThat(client.error.get("wipe").asBoolean()).isTrue();
        assertThat(client.transport.closeCode).isEqualTo(4403);
    }

    @Test
    void refusesAUserThatDoesNotExist() {
        client.open(0);
        town.settle();
        assertThat(client.transport.closeCode).isEqualTo(4403);
    }

    @Test
    void closesWhenTheSignInIsMadeVoid() {
        opened();
        Manifest before = town.user(ANNA).manifest;
        town.manifest(
                ANNA,
                new Manifest(
                        before.epoch(), before.rev() + 1, before.status(), before.grants(), before.credentials() + 1));
        client.sync();
        assertThat(client.transport.closeCode).isEqualTo(4401);
    }

    @Test
    void closesWhenTheTokenExpiresAndTakesAFreshOneBefore() {
        client.tokenMillis = 30_000;
        opened();
        town.pass(Duration.ofSeconds(20));
        client.sync();
        client.say(client.message("auth").put("token", client.token(1)));
        town.pass(Duration.ofSeconds(20));
        client.sync();
        assertThat(client.transport.closeCode).isZero();
        town.pass(Duration.ofSeconds(11));
        client.sync();
        assertThat(client.transport.closeCode).isEqualTo(4401);
    }

    @Test
    void replacesTheSameInstallation() {
        opened();
        InMemoryTransport first = client.transport;
        client.open(0);
        client.sync();
        assertThat(first.closeCode).isEqualTo(4409);
        assertThat(client.transport.closeCode).isZero();
        inStep();
    }

    @Test
    void refusesTheEleventhSocketOfAUser() {
        opened();
        for (int other = 2; other <= 10; other++) {
            NaiveClient more = town.client("web-0000000" + other);
            more.open(0);
            more.sync();
            assertThat(more.transport.closeCode).isZero();
        }
        NaiveClient last = town.client("web-00000011");
        last.open(0);
        last.sync();
        assertThat(last.transport.closeCode).isEqualTo(4429);
    }

    @Test
    void neverHasMoreThanAWindowUnacknowledged() {
        opened();
        client.acks = false;
        for (int i = 0; i < 400; i++) {
            town.put(HOUSE, "cam-2", "Name " + i);
            client.sync();
        }
        assertThat(client.received - client.acked).isEqualTo(256);
        client.acks = true;
        client.sync();
        town.pass(Duration.ofMillis(300));
        client.sync();
        inStep();
    }

    @Test
    void writesNothingToAFullSocketAndOneDeltaAfterwards() {
        opened();
        client.transport.writable = false;
        for (int i = 0; i < 50; i++) {
            town.put(HOUSE, "cam-2", "Name " + i);
            town.settle();
        }
        assertThat(client.transport.sent).isEmpty();
        client.transport.writable = true;
        int deltas = client.deltas;
        client.ack();
        client.sync();
        assertThat(client.deltas - deltas).isEqualTo(1);
        inStep();
    }

    @Test
    void countsAsDegradedAndIsClosedWhenNothingMoves() {
        opened();
        client.acks = false;
        town.put(HOUSE, "cam-2", "Name");
        town.pass(Duration.ofSeconds(16));
        assertThat(town.lanes.get(0).statuses(ANNA).get(0).state()).isEqualTo(SessionStatus.State.DEGRADED);
        town.pass(Duration.ofSeconds(15));
        assertThat(client.transport.closeCode).isEqualTo(4008);
    }

    @Test
    void repairsByRebaseThenBaseThenGivesUpForAMinute() {
        opened();
        town.put(FOLDER, "cam-8", "Shed");
        town.grant(ANNA, FOLDER, ViewClass.ARCHIVE);
        client.sync();
        String[] expected = {"r", "b", "quarantine"};
        for (String next : expected) {
            var nack = client.message("nack")
                    .put("n", client.received)
                    .put("s", HOUSE.value())
                    .put("why", "bad_hash");
            nack.putArray("have").add(client.sources.get(HOUSE.value()).e).add(2);
            client.seen.clear();
            client.acks = false;
            client.say(nack);
            client.sync();
            if (next.equals("quarantine")) {
                assertThat(client.seen).isEmpty();
            } else {
                assertThat(client.seen).startsWith(next);
            }
        }
        client.acks = true;
        client.rehello = false;
        assertThat(town.count("quarantined")).isEqualTo(1);
        town.put(FOLDER, "cam-9", "Barn");
        client.sync();
        assertThat(client.sources.get(FOLDER.value()).entries).containsKey("cam-9");
        var status = town.lanes.get(0).statuses(ANNA).get(0);
        assertThat(status.state()).isEqualTo(SessionStatus.State.QUARANTINED);
        assertThat(status.quarantined()).containsExactly(HOUSE);
        town.pass(Duration.ofSeconds(20));
        client.sync();
        town.pass(Duration.ofSeconds(20));
        client.sync();
        town.pass(Duration.ofSeconds(21));
        client.sync();
        assertThat(town.lanes.get(0).statuses(ANNA).get(0).quarantined()).isEmpty();
        client.seen.clear();
        inStep();
    }

    @Test
    void findsAnAlteredEntryAndRepairsItsLeafAlone() {
        opened();
        var held = client.sources.get(HOUSE.value());
        var entry = held.entries.get("cam-2");
        held.entries.put("cam-2", new NaiveClient.Entry("cam-2", entry.r(), entry.dr(), "{}", "0000000000000000"));
        town.lanes
                .get(0)
                .verify(
                        new io.sightline.engine.sync.feed.Feed.OfManifest(ANNA),
                        new Verification.Request(null, null, true));
        client.sync();
        assertThat(town.verified).hasSize(1);
        assertThat(town.verified.get(0).outcome()).isEqualTo(Verification.Outcome.REPAIRED);
        assertThat(town.verified.get(0).differed()).containsExactly(HOUSE);
        assertThat(held.entries.get("cam-2").v()).contains("Yard");
        assertThat(client.rebases).isEqualTo(1);
        assertThat(client.bases).isEqualTo(1);
    }

    @Test
    void verifiesAnInstallationAtMostOnceInTenSecondsAndAnswersAllWhoAsked() {
        opened();
        var lane = town.lanes.get(0);
        var user = new io.sightline.engine.sync.feed.Feed.OfManifest(ANNA);
        for (int i = 0; i < 3; i++) {
            lane.verify(user, new Verification.Request(null, null, false));
            client.sync();
        }
        assertThat(town.verified).hasSize(1);
        assertThat(client.seen.stream().filter("ver"::equals)).hasSize(1);
        town.pass(Duration.ofSeconds(11));
        client.sync();
        assertThat(town.verified).hasSize(3).allMatch(result -> result.outcome() == Verification.Outcome.IN_STEP);
        assertThat(client.seen.stream().filter("ver"::equals)).hasSize(2);
    }

    @Test
    void beatsWhenIdleWithTheRoot() {
        opened();
        town.pass(Duration.ofSeconds(31));
        client.sync();
        assertThat(client.seen).endsWith("hb");
        assertThat(client.seen).doesNotContain("mismatch");
    }

    @Test
    void answersAPingWithAHeartbeat() {
        opened();
        client.say(client.message("ping").put("at", 1));
        client.sync();
        assertThat(client.seen).endsWith("hb");
    }

    @Test
    void healsAClientThatLostASource() {
        opened();
        client.sources.get(HOUSE.value()).e = null;
        client.sources.get(HOUSE.value()).rev = -1;
        client.sources.get(HOUSE.value()).entries.clear();
        town.pass(Duration.ofSeconds(31));
        client.sync();
        client.seen.clear();
        inStep();
    }

    @Test
    void fallsSilentWhenItsManifestLeaseRunsOutAndSaysSo() {
        opened();
        town.partitioned = true;
        town.pass(Duration.ofSeconds(11));
        client.sync();
        assertThat(client.stale).isEqualTo(1);
        town.partitioned = false;
        town.put(HOUSE, "cam-3", "Gate");
        town.pass(Duration.ofSeconds(5));
        client.sync();
        inStep();
        assertThat(client.seen).endsWith("u");
    }

    @Test
    void pagesALargeSourceThroughTheWindow() {
        town.grant(ANNA, HOUSE, ViewClass.ARCHIVE);
        var source = town.source(HOUSE).source;
        for (int i = 1; i <= 5_000; i++) {
            source = source.put("cam-" + i, i, Town.camera("Camera with a name " + i), i);
        }
        town.change(HOUSE, source, false);
        client.open(0);
        client.sync();
        assertThat(client.bases).isEqualTo(1);
        assertThat(client.seen.stream().filter("b"::equals).count()).isGreaterThan(20);
        inStep();
    }

    @Test
    void beginsALargeBaseAnewWhenSomethingOfItIsRemoved() {
        town.grant(ANNA, HOUSE, ViewClass.ARCHIVE);
        var source = town.source(HOUSE).source;
        for (int i = 1; i <= 2_000; i++) {
            source = source.put("cam-" + i, i, Town.camera("Camera with a name " + i), i);
        }
        town.change(HOUSE, source, false);
        client.connect(0);
        client.transport.room = 4;
        client.say(client.hello(true));
        town.settle();
        town.remove(HOUSE, "cam-2000");
        town.settle();
        client.sync();
        assertThat(client.bases).isEqualTo(2);
        inStep();
    }

    @Test
    void closesAConnectionThatSaysNothing() {
        client.connect(0);
        town.pass(Duration.ofSeconds(11));
        assertThat(client.transport.closeCode).isEqualTo(4408);
    }

    @Test
    void closesOnABadToken() {
        client.connect(0);
        client.say(client.hello(true).put("token", "nonsense"));
        assertThat(client.transport.closeCode).isEqualTo(4401);
    }

    @Test
    void closesOnATokenOfAnotherInstallation() {
        client.connect(0);
        client.say(client.hello(true).put("inst", "web-somebody"));
        assertThat(client.transport.closeCode).isEqualTo(4401);
    }

    @Test
    void closesOnMessagesThatAreNone() {
        client.connect(0);
        java.util.Objects.requireNonNull(client.connection).received(new byte[] {1, 2, 3});
        assertThat(client.transport.closeCode).isEqualTo(4400);
    }

    @Test
    void closesOnAFloodOfMessages() {
        opened();
        for (int i = 0; i < 60; i++) {
            client.say(client.message("ping").put("at", i));
        }
        assertThat(client.transport.closeCode).isEqualTo(4429);
    }

    @Test
    void ignoresUnknownMessagesUnlessTheyMustBeUnderstood() {
        opened();
        client.say(client.message("song"));
        assertThat(client.transport.closeCode).isZero();
        client.say(client.message("song").put("!", 1));
        assertThat(client.transport.closeCode).isEqualTo(4400);
    }

    @Test
    void answersOneRequestUpToTheFirstFrontierWithSomethingBeforeIt() {
        town.grant(ANNA, HOUSE, ViewClass.ARCHIVE);
        town.put(HOUSE, "cam-1", "Door");
        client.connect(0);
        client.transport.oneAnswer = true;
        client.say(client.hello(true).put("wait", 30));
        town.settle();
        assertThat(client.transport.closeCode).isEqualTo(1000);
        while (client.step()) {}
        assertThat(client.seen).containsExactly("welcome", "man", "b", "u");

        client.connect(0);
        client.transport.oneAnswer = true;
        client.say(client.hello(true).put("wait", 30));
        town.pass(Duration.ofSeconds(2));
        assertThat(client.transport.closeCode).isZero();
        town.put(HOUSE, "cam-2", "Yard");
        town.settle();
        assertThat(client.transport.closeCode).isEqualTo(1000);
        while (client.step()) {}
        inStep();

        client.connect(0);
        client.transport.oneAnswer = true;
        client.say(client.hello(true).put("wait", 0));
        town.settle();
        assertThat(client.transport.closeCode).isEqualTo(1000);
    }

    @Test
    void reportsWhoHasBeenWrittenAndWhoHasAppliedAChange() {
        opened();
        town.put(HOUSE, "cam-3", "Gate");
        town.settle();
        var feed = new io.sightline.engine.sync.feed.Feed.OfSource(HOUSE);
        Mark mark = Mark.of(town.source(HOUSE).source);
        var lane = town.lanes.get(0);
        assertThat(lane.progress(feed, mark)).isEqualTo(new Lane.Progress(1, 1, 0));
        assertThat(lane.statuses(ANNA).get(0).state()).isEqualTo(SessionStatus.State.LAGGING);
        client.sync();
        assertThat(lane.progress(feed, mark)).isEqualTo(new Lane.Progress(1, 1, 1));
        assertThat(lane.statuses(ANNA).get(0).state()).isEqualTo(SessionStatus.State.IN_STEP);
        assertThat(lane.statuses(ANNA).get(0).lagRevisions()).isZero();
        assertThat(town.count("applied")).isEqualTo(1);
    }

    @Test
    void asksForAnAcknowledgementWhenSomeoneWaits() {
        opened();
        town.put(HOUSE, "cam-3", "Gate");
        town.settle();
        town.lanes.get(0).fence(new io.sightline.engine.sync.feed.Feed.OfSource(HOUSE));
        client.step();
        client.step();
        assertThat(client.seen).endsWith("d", "u");
        assertThat(client.acked).isEqualTo(client.received);
    }
}
