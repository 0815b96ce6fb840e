package io.sightline.engine.sync.node;

import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client may say, and how often. */
class InboundTest {

    private final Anna anna = new Anna();
    private final NaiveClient client = anna.client;

    @Test
    void closesOnMessagesThatAreNone() {
        client.connect(0);
        Objects.requireNonNull(client.connection).received(new byte[] {1, 2, 3});
        assertThat(client.transport.closeCode).isEqualTo(4400);
    }

    @Test
    void closesOnAFloodOfMessages() {
        anna.opens();
        for (int i = 0; i < 60; i++) {
            client.say(client.message("ping").put("at", i));
        }
        assertThat(client.transport.closeCode).isEqualTo(4429);
    }

    @Test
    void ignoresUnknownMessagesUnlessTheyMustBeUnderstood() {
        anna.opens();
        client.say(client.message("song"));
        assertThat(client.transport.closeCode).isZero();
        client.say(client.message("song").put("!", 1));
        assertThat(client.transport.closeCode).isEqualTo(4400);
    }

    @Test
    void answersAPingWithAHeartbeat() {
        anna.opens();
        client.say(client.message("ping").put("at", 1));
        client.sync();
        assertThat(client.seen).endsWith("hb");
    }
}
