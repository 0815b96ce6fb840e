package io.sightline.engine.sync.node;

import java.time.Duration;

import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.feed.Feed;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.sync.node.Town.ANNA;
import static io.sightline.engine.sync.node.Town.FOLDER;
import static io.sightline.engine.sync.node.Town.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

/** How a client that differs is found and put right, or given up for a while. */
class RepairTest {

    private final Anna anna = new Anna();
    private final Town town = anna.town;
    private final NaiveClient client = anna.client;

    @Test
    void repairsByRebaseThenBaseThenGivesUpForAMinute() {
        anna.opens();
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
        anna.isInStep();
    }

    @Test
    void findsAnAlteredEntryAndRepairsItsLeafAlone() {
        anna.opens();
        var held = client.sources.get(HOUSE.value());
        var entry = held.entries.get("cam-2");
        held.entries.put("cam-2", new NaiveStore.Entry("cam-2", entry.r(), entry.dr(), "{}", "0000000000000000"));
        town.lanes.get(0).verify(new Feed.OfManifest(ANNA), new Verification.Request(null, null, true));
        client.sync();
        assertThat(town.verified).hasSize(1);
        assertThat(town.verified.get(0).outcome()).isEqualTo(Verification.Outcome.REPAIRED);
        assertThat(town.verified.get(0).differed()).containsExactly(HOUSE);
        assertThat(held.entries.get("cam-2").v()).contains("Yard");
        assertThat(client.store.rebases).isEqualTo(1);
        assertThat(client.store.bases).isEqualTo(1);
    }

    @Test
    void verifiesAnInstallationAtMostOnceInTenSecondsAndAnswersAllWhoAsked() {
        anna.opens();
        var lane = town.lanes.get(0);
        var user = new Feed.OfManifest(ANNA);
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
    void answersWhoStillWaitsWhenTheSessionEnds() {
        anna.opens();
        var lane = town.lanes.get(0);
        for (int i = 0; i < 2; i++) {
            lane.verify(new Feed.OfManifest(ANNA), new Verification.Request(null, null, false));
            client.sync();
        }

        client.drop();
        town.pass(Duration.ofMillis(1));

        assertThat(town.verified)
                .extracting(Verification.Result::outcome)
                .containsExactly(Verification.Outcome.IN_STEP, Verification.Outcome.UNREACHABLE);
    }

    @Test
    void healsAClientThatLostASource() {
        anna.opens();
        client.sources.get(HOUSE.value()).e = null;
        client.sources.get(HOUSE.value()).rev = -1;
        client.sources.get(HOUSE.value()).entries.clear();
        town.pass(Duration.ofSeconds(31));
        client.sync();
        client.seen.clear();
        anna.isInStep();
    }
}
