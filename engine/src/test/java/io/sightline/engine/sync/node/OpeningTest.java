package io.sightline.engine.sync.node;

import java.time.Duration;

import io.sightline.engine.domain.SourceId;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.sync.node.Town.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

/** How a session opens: with what its client has already, one of an installation, and not for everybody. */
class OpeningTest {

    private final Anna anna = new Anna();
    private final Town town = anna.town;
    private final NaiveClient client = anna.client;

    @Test
    void opensWithTheManifestTheBasesAndAFrontier() {
        anna.opens();
        assertThat(client.seen).containsExactly("welcome", "man", "b", "u");
        assertThat(client.mode).isEqualTo("full");
        anna.isInStep();
    }

    @Test
    void bringsAReturningClientTheDifferenceAlone() {
        anna.opens();
        client.drop();
        town.put(HOUSE, "cam-3", "Gate");
        town.remove(HOUSE, "cam-1");
        town.settle();
        client.seen.clear();
        client.open(0);
        client.sync();
        assertThat(client.seen).containsExactly("welcome", "d", "u");
        assertThat(client.mode).isEqualTo("delta");
        anna.isInStep();
    }

    @Test
    void resumesABrokenSessionWithoutItsCursor() {
        anna.opens();
        client.drop();
        town.put(HOUSE, "cam-3", "Gate");
        town.settle();
        client.seen.clear();
        client.resume(0);
        client.sync();
        assertThat(client.mode).isEqualTo("resume");
        assertThat(client.seen).containsExactly("welcome", "d", "u");
        anna.isInStep();
    }

    @Test
    void resumesFromTheLastFrameAppliedWhenOthersWereLost() {
        anna.opens();
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
        anna.isInStep();
    }

    @Test
    void asksForTheCursorWhenTheFormerSessionIsForgotten() {
        anna.opens();
        client.drop();
        town.pass(Duration.ofSeconds(61));
        client.resume(0);
        client.sync();
        assertThat(client.mode).isEqualTo("delta");
        assertThat(client.store.bases).isEqualTo(1);
        anna.isInStep();
    }

    @Test
    void neverSendsWhatACursorNamesWithoutAGrant() {
        anna.opens();
        client.drop();
        var forged = new NaiveStore.Held();
        forged.g = 77;
        forged.e = "0123456789abcdef";
        forged.rev = 1;
        client.sources.put("A:neighbour", forged);
        town.put(new SourceId("A:neighbour"), "cam-x", "Secret");
        client.open(0);
        client.sync();
        assertThat(client.sources).doesNotContainKey("A:neighbour");
        assertThat(client.seen).doesNotContain("mismatch");
        anna.isInStep();
    }

    @Test
    void replacesTheSameInstallation() {
        anna.opens();
        InMemoryTransport first = client.transport;
        client.open(0);
        client.sync();
        assertThat(first.closeCode).isEqualTo(4409);
        assertThat(client.transport.closeCode).isZero();
        anna.isInStep();
    }

    @Test
    void refusesTheEleventhSocketOfAUser() {
        anna.opens();
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
    void refusesAUserThatDoesNotExist() {
        client.open(0);
        town.settle();
        assertThat(client.transport.closeCode).isEqualTo(4403);
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
}
