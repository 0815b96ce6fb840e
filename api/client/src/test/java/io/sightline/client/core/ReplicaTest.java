package io.sightline.client.core;

import java.util.ArrayList;
import java.util.List;

import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ClientMessage.Ack;
import io.sightline.client.wire.ClientMessage.Dig;
import io.sightline.client.wire.ClientMessage.Hello;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Encoding;
import io.sightline.client.wire.Environment;
import io.sightline.client.wire.Limits;
import io.sightline.client.wire.ServerMessage.Base;
import io.sightline.client.wire.ServerMessage.Granted;
import io.sightline.client.wire.ServerMessage.Heartbeat;
import io.sightline.client.wire.ServerMessage.Man;
import io.sightline.client.wire.ServerMessage.Mode;
import io.sightline.client.wire.ServerMessage.Verify;
import io.sightline.client.wire.ServerMessage.Welcome;
import io.sightline.client.wire.Standing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the conformance cases are too small for: pace and size. */
final class ReplicaTest {
    private static final String EPOCH = "ffffffffffffffff";
    private static final Welcome WELCOME =
            new Welcome("s", Mode.FULL, 25, 256, 1 << 20, 10_000, 65_536, 65_536, 0, false);

    private record Said(long at, ClientMessage message) {}

    private final Replica replica = new Replica(new MemoryStore(), new Identity(Environment.WEB, "replica-1", null));
    private final List<Said> said = new ArrayList<>();

    @Test
    void staysWithinTheMessageRateHoweverMuchItIsAsked() {
        holdSources(256, "A:%d");
        say(replica.apply(new Verify(null, false), 10), 10);
        long now = 10;
        for (; now < 30_000; now++) {
            if (now < 1_500) {
                say(replica.apply(new Heartbeat(1, replica.root(), false), now), now);
                say(replica.apply(new Heartbeat(1, replica.root(), false), now), now);
            }
            if (replica.nextAt() <= now) {
                say(replica.tick(now), now);
            }
        }
        assertThat(said.stream().filter(one -> one.message() instanceof Dig)).hasSize(256);
        assertThat(said.stream().filter(one -> one.message() instanceof Ack).map(one -> ((Ack) one.message()).n()))
                .contains(replica.frames());
        for (int i = 0; i < said.size(); i++) {
            long from = said.get(i).at();
            assertThat(said.stream().filter(one -> one.at() >= from && one.at() < from + 1_000))
                    .as("messages in the second after %s", from)
                    .hasSizeLessThanOrEqualTo(40 + 20);
            assertThat(said.stream().filter(one -> one.at() >= from && one.at() < from + 10_000))
                    .hasSizeLessThanOrEqualTo(40 + 200);
        }
    }

    @Test
    void acknowledgesBeforeItAnswersAVerification() {
        holdSources(256, "A:%d");
        say(replica.apply(new Verify(null, false), 10), 10);
        replica.apply(new Heartbeat(1, replica.root(), false), 20);
        for (long now = 20; now < 400; now++) {
            say(replica.tick(now), now);
        }
        assertThat(said).anyMatch(one -> one.message() instanceof Ack && one.at() <= 20 + Speech.ACK_AFTER_MS + 60);
    }

    @Test
    void sendsTheRootInPlaceOfACursorThatIsTooLong() {
        holdSources(Limits.CURSOR_SOURCES + 1, "A:%d");
        var hello = reopened();
        assertThat(hello.cur()).isNull();
        assertThat(hello.root()).isEqualTo(replica.root());
    }

    @Test
    void sendsTheRootInPlaceOfACursorThatIsTooLargeAndThenWhatFits() {
        holdSources(1_000, "\"".repeat(70) + "%d");
        assertThat(reopened().root()).isEqualTo(replica.root());
        var needed = new Welcome("s", Mode.DELTA, 25, 256, 1 << 20, 10_000, 65_536, 65_536, 0, true);
        say(replica.apply(needed, 100_001), 100_001);
        var hello = (Hello) said.get(said.size() - 1).message();
        assertThat(hello.cur()).hasSizeBetween(100, 999);
        for (var encoding : Encoding.values()) {
            assertThat(Codec.of(encoding).encode(hello)).hasSizeLessThanOrEqualTo(Limits.HELLO_BYTES);
        }
    }

    private Hello reopened() {
        replica.closed();
        return replica.open("token", 100_000);
    }

    private void holdSources(int count, String name) {
        replica.open(null, 0);
        replica.apply(WELCOME, 0);
        var add = new ArrayList<Granted>();
        for (int i = 0; i < count; i++) {
            add.add(new Granted(name.formatted(i), 1, 1, 1, 0));
        }
        replica.apply(new Man("00000000000000e1", -1, 1, Standing.ACTIVE, add, List.of(), true), 0);
        for (var granted : add) {
            say(replica.apply(new Base(granted.s(), EPOCH, 1, Long.MAX_VALUE, 0, true, List.of()), 0), 0);
        }
    }

    private void say(Step step, long now) {
        step.send().forEach(message -> said.add(new Said(now, message)));
    }
}
