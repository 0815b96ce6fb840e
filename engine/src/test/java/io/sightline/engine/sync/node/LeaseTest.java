package io.sightline.engine.sync.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.TreeMap;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Head;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.sync.node.Town.ANNA;
import static io.sightline.engine.sync.node.Town.FOLDER;
import static io.sightline.engine.sync.node.Town.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

/** What a node serves around the end and the return of its leases, and when what it is told comes out of order. */
class LeaseTest {

    private final Town town = new Town();
    private final NaiveClient client = town.client("web-00000001");

    private void opened() {
        town.grant(ANNA, HOUSE, ViewClass.ARCHIVE);
        town.put(HOUSE, "cam-1", "Door");
        client.open(0);
        client.sync();
    }

    private Manifest incarnation(long epoch) {
        return new Manifest(Epoch.of(epoch), 1, Manifest.Status.ACTIVE, new TreeMap<>(), 1);
    }

    /** Serves the lanes; what they tell the node waits. */
    private void lanesAlone() {
        while (!town.toLanes.isEmpty()) {
            Town.run(town.toLanes);
        }
    }

    /** Serves owners and node; the lanes are not. */
    private void ownersAndNodeAlone() {
        while (!town.toOwners.isEmpty() || !town.toNode.isEmpty()) {
            Town.run(town.toOwners);
            Town.run(town.toNode);
        }
    }

    private void renew() {
        town.clock.pass(Duration.ofSeconds(4));
        town.node.tick();
        ownersAndNodeAlone();
    }

    /** The source's lease runs out while the user's lives; then a change is published that may not be served yet. */
    private void publishedWithoutALease() {
        opened();
        town.unheard.add(new Feed.OfSource(HOUSE));
        town.pass(Duration.ofSeconds(20));
        var before = town.source(HOUSE).source;
        town.change(HOUSE, before.put("cam-2", 90, Town.camera("Yard"), before.rev() + 1), false);
        town.node.loaded(HOUSE, town.source(HOUSE).source);
        lanesAlone();
        town.unheard.clear();
    }

    @Test
    void aLaneIsToldWhenALeaseComesBack() {
        publishedWithoutALease();
        client.sync();
        assertThat(client.sources.get(HOUSE.value()).entries).containsOnlyKeys("cam-1");
        renew();
        client.sync();
        assertThat(client.sources.get(HOUSE.value()).entries).containsOnlyKeys("cam-1", "cam-2");
    }

    @Test
    void aLaneThatLookedBeforeALeaseCameBackIsToldAgain() {
        publishedWithoutALease();
        var answers = new ArrayDeque<>(town.toNode);
        assertThat(answers).isNotEmpty();
        town.toNode.clear();
        // The lease comes back before the lane's answer is read.
        renew();
        town.toNode.addAll(answers);
        client.sync();
        assertThat(client.sources.get(HOUSE.value()).entries).containsOnlyKeys("cam-1", "cam-2");
    }

    @Test
    void aUserWhoIsGoneIsGoneOnlyOnALease() {
        opened();
        town.partitioned = true;
        town.pass(Duration.ofSeconds(11));
        town.status(ANNA, Manifest.Status.ENDED);
        town.node.loaded(ANNA, town.user(ANNA).manifest);
        town.settle();
        assertThat(client.transport.closeCode).isZero();
        town.partitioned = false;
        town.pass(Duration.ofSeconds(5));
        assertThat(client.transport.closeCode).isEqualTo(4403);
    }

    @Test
    void aLeaseThatComesBackWithANewerManifestServesNothingOfTheOlderOne() {
        opened();
        town.partitioned = true;
        town.revoke(ANNA, HOUSE);
        town.pass(Duration.ofSeconds(20));
        town.partitioned = false;
        client.seen.clear();
        // The user's manifest and its lease are back; the lane has not been told when something of the house is due.
        town.node.loaded(ANNA, town.user(ANNA).manifest);
        town.put(HOUSE, "cam-1", "Secret");
        var lane = town.lanes.get(0);
        renew();
        town.toLanes.clear();
        lane.sourceChanged(HOUSE, 1);
        client.sync();
        assertThat(client.seen).contains("man").doesNotContain("d", "b");
        assertThat(client.sources).isEmpty();
    }

    @Test
    void aLeaseThatComesBackWithNewsIsNotUpToDateUntilTheLaneHasToldThem() {
        opened();
        town.partitioned = true;
        town.pass(Duration.ofSeconds(20));
        town.partitioned = false;
        var before = town.source(HOUSE).source;
        town.change(HOUSE, before.put("cam-2", 90, Town.camera("Yard"), before.rev() + 1), false);
        client.seen.clear();
        renew();
        town.toLanes.clear();
        town.lanes.get(0).manifestChanged(ANNA, 1);
        client.sync();
        assertThat(client.seen).doesNotContain("u");
        town.lanes.get(0).sourceChanged(HOUSE, 1);
        town.pass(Duration.ofSeconds(1));
        client.sync();
        assertThat(client.seen).containsSubsequence("d", "u");
    }

    @Test
    void aLateManifestOfAnIncarnationNeverSeenBringsNothingBack() {
        opened();
        var never = town.user(ANNA).manifest.grants();
        town.manifest(ANNA, incarnation(77));
        town.settle();
        client.sync();
        assertThat(client.sources).isEmpty();
        // An incarnation between the two, whose words were overtaken by those of the last.
        town.answer(() -> town.node.loaded(ANNA, new Manifest(Epoch.of(76), 5, Manifest.Status.ACTIVE, never, 1)));
        town.settle();
        client.sync();
        assertThat(client.sources).isEmpty();
        assertThat(client.store.me).isEqualTo(Epoch.of(77).hex());
        town.grant(ANNA, FOLDER, ViewClass.LIVE);
        town.settle();
        client.sync();
        assertThat(client.sources).containsOnlyKeys(FOLDER.value());
    }

    @Test
    void aLateSourceOfAnEpochNeverSeenDoesNotReplaceTheLastOne() {
        opened();
        town.recreate(HOUSE);
        var last = town.source(HOUSE).source;
        town.answer(() -> town.node.answered(new Head(new Feed.OfSource(HOUSE), 0, Mark.of(last), false)));
        town.settle();
        var between = Source.empty(Epoch.of(78)).put("cam-9", 1, Town.camera("Gone"), 1);
        town.answer(() -> town.node.loaded(HOUSE, between));
        town.settle();
        town.put(HOUSE, "cam-3", "Gate");
        client.sync();
        var held = client.sources.get(HOUSE.value());
        assertThat(held.e).isEqualTo(last.epoch().hex());
        assertThat(held.entries).containsOnlyKeys("cam-3");
    }

    @Test
    void aManifestIsToldAsTheSessionGoesByIt() {
        opened();
        client.transport.writable = false;
        town.grant(ANNA, FOLDER, ViewClass.LIVE);
        town.put(HOUSE, "cam-1", "Door two");
        town.settle();
        // The mirror is ahead of the session: its lane has not been told of this one when the transport takes frames
        // again.
        town.grant(ANNA, HOUSE, ViewClass.LOCKED);
        ownersAndNodeAlone();
        client.transport.writable = true;
        Objects.requireNonNull(client.connection).writable();
        client.sync();
        assertThat(client.sources.get(HOUSE.value()).entries.get("cam-1").v()).contains("\"locked\"");
        assertThat(client.nacks).isZero();
    }
}
