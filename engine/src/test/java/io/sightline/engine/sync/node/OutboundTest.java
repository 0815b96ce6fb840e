package io.sightline.engine.sync.node;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.sync.node.Town.ANNA;
import static io.sightline.engine.sync.node.Town.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

/** How much is on its way to a client that is slow, or stands still. */
class OutboundTest {

    private final Anna anna = new Anna();
    private final Town town = anna.town;
    private final NaiveClient client = anna.client;

    @Test
    void neverHasMoreThanAWindowUnacknowledged() {
        anna.opens();
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
        anna.isInStep();
    }

    @Test
    void writesNothingToAFullSocketAndOneDeltaAfterwards() {
        anna.opens();
        client.transport.writable = false;
        for (int i = 0; i < 50; i++) {
            town.put(HOUSE, "cam-2", "Name " + i);
            town.settle();
        }
        assertThat(client.transport.sent).isEmpty();
        client.transport.writable = true;
        int deltas = client.store.deltas;
        client.ack();
        client.sync();
        assertThat(client.store.deltas - deltas).isEqualTo(1);
        anna.isInStep();
    }

    @Test
    void countsAsDegradedAndIsClosedWhenNothingMoves() {
        anna.opens();
        client.acks = false;
        town.put(HOUSE, "cam-2", "Name");
        town.pass(Duration.ofSeconds(16));
        assertThat(town.lanes.get(0).statuses(ANNA).get(0).state()).isEqualTo(SessionStatus.State.DEGRADED);
        town.pass(Duration.ofSeconds(15));
        assertThat(client.transport.closeCode).isEqualTo(4008);
    }
}
