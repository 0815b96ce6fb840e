package io.sightline.engine.sync.node;

import java.time.Duration;

import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.Standings;
import io.sightline.engine.sync.feed.Feed;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.sync.node.Town.ANNA;
import static io.sightline.engine.sync.node.Town.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

/** What a session says of where it stands, to its client and to operators. */
class StandingTest {

    private final Anna anna = new Anna();
    private final Town town = anna.town;
    private final NaiveClient client = anna.client;

    @Test
    void beatsWhenIdleWithTheRoot() {
        anna.opens();
        town.pass(Duration.ofSeconds(31));
        client.sync();
        assertThat(client.seen).endsWith("hb");
        assertThat(client.seen).doesNotContain("mismatch");
    }

    @Test
    void fallsSilentWhenItsManifestLeaseRunsOutAndSaysSo() {
        anna.opens();
        town.partitioned = true;
        town.pass(Duration.ofSeconds(11));
        client.sync();
        assertThat(client.stale).isEqualTo(1);
        town.partitioned = false;
        town.put(HOUSE, "cam-3", "Gate");
        town.pass(Duration.ofSeconds(5));
        client.sync();
        anna.isInStep();
        assertThat(client.seen).endsWith("u");
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
        anna.isInStep();

        client.connect(0);
        client.transport.oneAnswer = true;
        client.say(client.hello(true).put("wait", 0));
        town.settle();
        assertThat(client.transport.closeCode).isEqualTo(1000);
    }

    @Test
    void reportsWhoHasBeenWrittenAndWhoHasAppliedAChange() {
        anna.opens();
        town.put(HOUSE, "cam-3", "Gate");
        town.settle();
        var feed = new Feed.OfSource(HOUSE);
        Mark mark = Mark.of(town.source(HOUSE).source);
        var lane = town.lanes.get(0);
        assertThat(lane.progress(feed, mark)).isEqualTo(new Lane.Progress(1, 1, 0));
        assertThat(lane.statuses(ANNA).get(0).state()).isEqualTo(SessionStatus.State.LAGGING);
        assertThat(lane.standings()).isEqualTo(new Standings(0, 1, 0, 0, 0));
        client.sync();
        assertThat(lane.progress(feed, mark)).isEqualTo(new Lane.Progress(1, 1, 1));
        assertThat(lane.statuses(ANNA).get(0).state()).isEqualTo(SessionStatus.State.IN_STEP);
        assertThat(lane.standings()).isEqualTo(new Standings(1, 0, 0, 0, 0));
        assertThat(lane.statuses(ANNA).get(0).lagRevisions()).isZero();
        assertThat(town.count("applied")).isEqualTo(1);
    }

    @Test
    void saysOfWhoLeavesThatItIsOfflineAndHowFarItHadCome() {
        anna.opens();
        assertThat(town.opened).containsExactly(client.inst);
        assertThat(town.left).isEmpty();
        client.drop();
        town.settle();
        assertThat(town.left).singleElement().satisfies(last -> {
            assertThat(last.state()).isEqualTo(SessionStatus.State.OFFLINE);
            assertThat(last.manifestRev()).isEqualTo(town.user(ANNA).manifest.rev());
            assertThat(last.lagRevisions()).isZero();
        });
    }

    @Test
    void tellsOfNoneThatOpensForASingleAnswer() {
        town.grant(ANNA, HOUSE, ViewClass.ARCHIVE);
        client.connect(0);
        client.transport.oneAnswer = true;
        client.say(client.hello(true).put("wait", 0));
        town.settle();
        assertThat(client.transport.closeCode).isEqualTo(1000);
        assertThat(town.opened).isEmpty();
    }

    @Test
    void asksForAnAcknowledgementWhenSomeoneWaits() {
        anna.opens();
        town.put(HOUSE, "cam-3", "Gate");
        town.settle();
        town.lanes.get(0).fence(new Feed.OfSource(HOUSE));
        client.step();
        client.step();
        assertThat(client.seen).endsWith("d", "u");
        assertThat(client.acked).isEqualTo(client.received);
    }
}
