package io.sightline.engine.sync.node;

import java.time.Duration;
import java.util.Set;

import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.ViewClass;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePMap;

import static io.sightline.engine.sync.node.Town.ANNA;
import static io.sightline.engine.sync.node.Town.FOLDER;
import static io.sightline.engine.sync.node.Town.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

/** What is written of a source: the smallest thing that brings the client to the present, and nothing it may not see. */
class BacklogTest {

    private final Anna anna = new Anna();
    private final Town town = anna.town;
    private final NaiveClient client = anna.client;

    @Test
    void sendsAChangeAsADeltaAndLaterAFrontier() {
        anna.opens();
        town.put(HOUSE, "cam-3", "Gate");
        town.remove(HOUSE, "cam-1");
        client.sync();
        assertThat(client.seen).endsWith("d", "d");
        town.pass(Duration.ofMillis(300));
        client.sync();
        assertThat(client.seen).endsWith("d", "u");
        anna.isInStep();
    }

    @Test
    void rebasesAClientOlderThanTheHorizon() {
        anna.opens();
        client.drop();
        var source = town.source(HOUSE).source.remove("cam-1", 3).put("cam-9", 99, Town.camera("Shed"), 4);
        town.change(HOUSE, new Source(source.epoch(), 4, source.entries(), HashTreePMap.empty(), 3), false);
        town.pass(Duration.ofMinutes(6));
        client.open(0);
        client.sync();
        assertThat(client.store.rebases).isEqualTo(1);
        assertThat(client.store.bases).isEqualTo(1);
        anna.isInStep();
    }

    @Test
    void sendsABaseAfterAChangeOfEpoch() {
        anna.opens();
        town.recreate(HOUSE);
        town.put(HOUSE, "cam-7", "New");
        client.sync();
        town.pass(Duration.ofSeconds(5));
        client.sync();
        assertThat(client.store.bases).isEqualTo(2);
        anna.isInStep();
    }

    @Test
    void answersACursorFromTheFutureWithABaseAndAnAlarm() {
        anna.opens();
        client.drop();
        client.sources.get(HOUSE.value()).rev = 77;
        client.open(0);
        client.sync();
        assertThat(town.count("ahead")).isEqualTo(1);
        anna.isInStep();
    }

    @Test
    void takesALostSourceAwayAndBringsARegrantedOneAnew() {
        anna.opens();
        town.revoke(ANNA, HOUSE);
        client.sync();
        assertThat(client.sources).isEmpty();
        town.grant(ANNA, HOUSE, ViewClass.LIVE);
        client.sync();
        assertThat(client.store.bases).isEqualTo(2);
        assertThat(client.sources.get(HOUSE.value()).entries.get("cam-1").v()).contains("\"access\":\"live\"");
        anna.isInStep();
    }

    @Test
    void tellsARevocationAndAGrantOfOneMomentInOneBatch() {
        anna.opens();
        int flushes = client.transport.flushes;
        town.put(FOLDER, "cam-1", "Door");
        town.revoke(ANNA, HOUSE);
        town.grant(ANNA, FOLDER, ViewClass.ARCHIVE);
        client.sync();
        assertThat(client.transport.flushes - flushes).isLessThanOrEqualTo(3);
        anna.isInStep();
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
        anna.isInStep();
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
        assertThat(client.store.bases).isEqualTo(1);
        assertThat(client.seen.stream().filter("b"::equals).count()).isGreaterThan(20);
        anna.isInStep();
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
        assertThat(client.store.bases).isEqualTo(2);
        anna.isInStep();
    }
}
