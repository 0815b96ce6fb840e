package io.sightline.client.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ClientMessage.Hello;
import io.sightline.client.wire.ClientMessage.Nack;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Environment;
import io.sightline.client.wire.ServerMessage;
import io.sightline.client.wire.ServerMessage.Delta;
import io.sightline.client.wire.ServerMessage.Heartbeat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Random histories with lost, doubled and damaged messages and broken connections, compared with a naive server after every message. */
final class HistoryTest {
    private static final int HISTORIES = 1_500;
    private static final int STEPS = 150;

    @Test
    void holdsAStateTheServerOnceHadAndConverges() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            new History(seed).run();
        }
    }

    private static final class History {
        private final int seed;
        private final Random random;
        private final NaiveServer server;
        private final MemoryStore store = new MemoryStore();
        private final Replica replica = new Replica(store, new Identity(Environment.MOBILE, "history-1", null));
        private final Deque<ServerMessage> underway = new ArrayDeque<>();
        private long now;
        private int faults = 10;

        History(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.server = new NaiveServer(random);
        }

        void run() {
            connect();
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            faults = 0;
            for (int i = 0; i < 200 && !settled(); i++) {
                now += 100;
                if (underway.isEmpty()) {
                    underway.addAll(server.news());
                    underway.add(new Heartbeat(0, server.root(), false));
                }
                deliver();
                hear(replica.tick(now).send());
            }
            assertThat(settled()).as("seed %s converges", seed).isTrue();
        }

        private boolean settled() {
            return replica.inStep() && !server.hasNews() && replica.root().equals(server.root());
        }

        private void step() {
            now += random.nextInt(120);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> server.mutate();
                case 3, 4 -> underway.addAll(server.news());
                case 5 -> {
                    if (random.nextInt(6) == 0) {
                        connect();
                    }
                }
                case 6 -> hear(replica.tick(now).send());
                default -> deliver();
            }
        }

        private void connect() {
            replica.closed();
            underway.clear();
            underway.addAll(server.greet(replica.poll(now), true));
        }

        private void deliver() {
            var message = underway.poll();
            if (message == null) {
                return;
            }
            int fault = random.nextInt(100);
            if (fault < faults) {
                return;
            }
            if (fault < 2 * faults
                    && message instanceof Delta delta
                    && !delta.put().isEmpty()) {
                message = damaged(delta);
            }
            apply(message);
            if (fault > 100 - faults) {
                apply(message);
            }
        }

        private void apply(ServerMessage message) {
            var step = replica.apply(message, now);
            check(message);
            hear(step.send());
        }

        private void hear(List<ClientMessage> messages) {
            for (var message : messages) {
                if (message instanceof Nack nack) {
                    server.refused(nack);
                } else if (message instanceof Hello hello) {
                    underway.clear();
                    underway.addAll(server.greet(hello, false));
                }
            }
        }

        /** Every source is exactly as the server had it at the revision the client believes in; nothing ungranted is held. */
        private void check(ServerMessage message) {
            for (var source : NaiveServer.SOURCES) {
                var grant = store.manifest().grant(source);
                var position = store.position(source);
                var held = new HashMap<String, Entry>();
                store.entries(source, entry -> held.put(entry.k(), entry));
                if (position == null) {
                    assertThat(held).as("seed %s, %s", seed, message).isEmpty();
                } else {
                    assertThat(Objects.requireNonNull(grant).g()).isEqualTo(position.grant());
                    Map<String, Entry> then =
                            server.everyState.get(NaiveServer.state(source, position.epoch(), position.rev()));
                    assertThat(held).as("seed %s, %s", seed, message).isEqualTo(then);
                }
            }
        }

        private static Delta damaged(Delta delta) {
            var put = new ArrayList<>(delta.put());
            var entry = put.get(0);
            put.set(0, new Entry(entry.k(), entry.r(), entry.dr(), entry.v() + " ", entry.h()));
            return new Delta(delta.s(), delta.e(), delta.c(), delta.prev(), delta.rev(), put, delta.del(), null);
        }
    }
}
