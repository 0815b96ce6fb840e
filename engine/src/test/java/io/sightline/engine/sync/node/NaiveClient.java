package io.sightline.engine.sync.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.Frame;
import org.jspecify.annotations.Nullable;

/** A client written from the protocol's page alone, in the plainest way, to hold the server against. */
final class NaiveClient {

    private final Town town;
    private final UserId user;
    private final String env;
    final String inst;
    private final Encoding encoding;
    private final ObjectMapper mapper;

    final NaiveStore store = new NaiveStore();
    final Map<String, NaiveStore.Held> sources = store.sources;

    @Nullable
    String sid;

    long received;
    long acked;
    boolean acks = true;
    long tokenMillis = 86_400_000;
    boolean rehello = true;
    int hellos;
    int frontiers;
    int nacks;
    int stale;

    @Nullable
    String mode;

    @Nullable
    JsonNode error;

    InMemoryTransport transport = new InMemoryTransport();

    @Nullable
    Connection connection;

    Consumer<JsonNode> tap = message -> {};
    final List<String> seen = new ArrayList<>();

    NaiveClient(Town town, UserId user, String env, String inst, Encoding encoding) {
        this.town = town;
        this.user = user;
        this.env = env;
        this.inst = inst;
        this.encoding = encoding;
        mapper = encoding == Encoding.JSON ? new ObjectMapper() : new ObjectMapper(new CBORFactory());
    }

    // Talking.

    void connect(int lane) {
        transport = new InMemoryTransport();
        transport.tap = frame -> {
            try {
                tap.accept(mapper.readTree(frame.bytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        connection = town.lanes.get(lane).connect(transport, encoding, null);
        received = 0;
        acked = 0;
        store.broken();
    }

    /** Connects and says hello with the whole cursor. */
    void open(int lane) {
        connect(lane);
        say(hello(true));
    }

    void resume(int lane) {
        String former = sid;
        long frame = received;
        connect(lane);
        ObjectNode hello = hello(false);
        hello.putObject("res").put("sid", former).put("n", frame);
        say(hello);
    }

    ObjectNode hello(boolean withCursor) {
        ObjectNode hello = mapper.createObjectNode();
        hello.put("t", "hello")
                .put("v", 1)
                .put("token", token(1))
                .put("env", env)
                .put("inst", inst);
        hello.putArray("caps");
        if (store.me != null) {
            hello.put("me", store.me).put("mrev", store.mrev);
        }
        if (withCursor) {
            ArrayNode cur = hello.putArray("cur");
            sources.forEach((s, held) -> {
                if (held.e != null) {
                    cur.addArray().add(s).add(held.e).add(held.rev).add(held.g);
                }
            });
        }
        hellos++;
        return hello;
    }

    String token(long credentials) {
        return user.value() + "/" + env + "/" + inst + "/" + credentials + "/"
                + (town.clock.epochMillis() + tokenMillis);
    }

    void say(ObjectNode message) {
        try {
            if (connection != null && transport.closeCode == 0) {
                connection.received(mapper.writeValueAsBytes(message));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode message(String type) {
        return mapper.createObjectNode().put("t", type);
    }

    void drop() {
        if (connection != null && transport.closeCode == 0) {
            connection.closed();
        }
        connection = null;
    }

    /** Takes what has come, acknowledges it, and goes on until nothing comes any more. */
    void sync() {
        town.settle();
        do {
            while (step()) {
                town.settle();
            }
            ack();
            town.settle();
        } while (!transport.sent.isEmpty());
    }

    /** Takes one frame. */
    boolean step() {
        Frame frame = transport.sent.pollFirst();
        if (frame == null) {
            return false;
        }
        received++;
        seen.add(frame.kind().type());
        try {
            apply(mapper.readTree(frame.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (received - acked >= 64) {
            ack();
        }
        return true;
    }

    void ack() {
        if (acks && received > acked && connection != null && transport.closeCode == 0) {
            acked = received;
            say(message("ack").put("n", received));
        }
        if (connection != null && transport.closeCode == 0) {
            connection.writable();
        }
    }

    // Applying.

    private void apply(JsonNode m) {
        switch (m.get("t").asText()) {
            case "welcome" -> {
                sid = m.get("sid").asText();
                mode = m.get("mode").asText();
                if (m.has("need")) {
                    say(hello(true));
                }
            }
            case "man" -> {
                if (!store.manifest(m)) {
                    say(hello(true));
                }
            }
            case "d" -> nack(m, store.delta(m));
            case "b" -> nack(m, store.base(m));
            case "r" -> nack(m, store.rebase(m));
            case "u" -> {
                frontiers++;
                compare(m.get("root").asText());
                if (m.has("fence")) {
                    ack();
                }
            }
            case "hb" -> {
                if (m.has("stale")) {
                    stale++;
                } else {
                    compare(m.get("root").asText());
                }
            }
            case "ver" -> verify(m);
            case "err" -> {
                error = m;
                if (m.has("wipe")) {
                    store.wipe();
                }
            }
            default -> {}
        }
    }

    private void compare(String root) {
        if (!root.equals(NaiveDigest.root(store))) {
            seen.add("mismatch");
            if (rehello) {
                ack();
                say(hello(true));
            }
        }
    }

    private void nack(JsonNode m, @Nullable String why) {
        NaiveStore.Held held = sources.get(m.get("s").asText());
        if (why == null || held == null) {
            return;
        }
        nacks++;
        ObjectNode nack =
                message("nack").put("n", received).put("s", m.get("s").asText()).put("why", why);
        if (held.e != null) {
            nack.putArray("have").add(held.e).add(held.rev);
        }
        say(nack);
    }

    private void verify(JsonNode m) {
        sources.forEach((s, held) -> {
            if (held.e == null || (m.has("s") && !m.get("s").asText().equals(s))) {
                return;
            }
            ObjectNode dig = message("dig")
                    .put("s", s)
                    .put("e", held.e)
                    .put("rev", held.rev)
                    .put("g", held.g);
            List<NaiveDigest.Sum> sums = NaiveDigest.sums(held.entries.values());
            NaiveDigest.Sum whole = sums.get(16);
            dig.putArray("d").add(whole.count()).add(whole.hex());
            ArrayNode leaves = dig.putArray("leaves");
            sums.subList(0, 16)
                    .forEach(sum -> leaves.addArray().add(sum.count()).add(sum.hex()));
            say(dig);
        });
    }
}
