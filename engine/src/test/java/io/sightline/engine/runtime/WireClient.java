package io.sightline.engine.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.node.Connection;
import io.sightline.engine.sync.node.Lane;
import io.sightline.engine.sync.node.Tokens;
import io.sightline.engine.sync.node.Transport;
import io.sightline.engine.sync.wire.Encoding;
import io.sightline.engine.sync.wire.Frame;
import org.jspecify.annotations.Nullable;

/** A client at a lane's own door: it takes bases, deltas and manifests, acknowledges them, and remembers what it was told. */
final class WireClient implements Transport {

    static final String INSTALLATION = "installation1";

    static final Tokens TOKENS = (token, now) -> {
        String[] parts = token.split("/", -1);
        return new Tokens.Verified(new UserId(parts[0]), parts[1], parts[2], 1, Long.MAX_VALUE);
    };

    /** What is held: by source, the device values by key. Read from any thread. */
    final Map<String, Map<String, String>> sources = new ConcurrentHashMap<>();

    final AtomicInteger deltas = new AtomicInteger();
    volatile boolean asked;
    private volatile boolean closed;

    private final ObjectMapper mapper = new ObjectMapper();
    private final ScheduledExecutorService loop;
    private @Nullable Connection connection;
    private long received;

    WireClient(UserId user, Lane lane, ScheduledExecutorService loop) {
        this.loop = loop;
        loop.execute(() -> {
            connection = lane.connect(this, Encoding.JSON, null);
            ObjectNode hello = mapper.createObjectNode()
                    .put("t", "hello")
                    .put("v", 1)
                    .put("token", user.value() + "/web/" + INSTALLATION)
                    .put("env", "web")
                    .put("inst", INSTALLATION);
            hello.putArray("caps");
            say(hello);
        });
    }

    /** Breaks the connection. */
    void leave() {
        loop.execute(() -> {
            if (connection != null && !closed) {
                closed = true;
                connection.closed();
            }
        });
    }

    private void say(ObjectNode message) {
        if (connection != null && !closed) {
            try {
                connection.received(mapper.writeValueAsBytes(message));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public void send(Frame frame) {
        received++;
        try {
            take(mapper.readTree(frame.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long upTo = received;
        loop.execute(() -> {
            if (upTo == received) {
                say(mapper.createObjectNode().put("t", "ack").put("n", upTo));
            }
        });
    }

    private void take(JsonNode m) {
        switch (m.get("t").asText()) {
            case "man" -> {
                m.get("del").forEach(gone -> sources.remove(gone.get("s").asText()));
                m.get("add").forEach(added -> sources.putIfAbsent(added.get("s").asText(), new ConcurrentHashMap<>()));
            }
            case "b" -> put(m);
            case "d" -> {
                deltas.incrementAndGet();
                put(m);
                Map<String, String> held = sources.get(m.get("s").asText());
                if (held != null) {
                    m.get("del").forEach(gone -> held.remove(gone.get(0).asText()));
                }
            }
            case "ver" -> asked = true;
            default -> {}
        }
    }

    private void put(JsonNode m) {
        Map<String, String> held = sources.get(m.get("s").asText());
        if (held != null) {
            m.get("put")
                    .forEach(put -> held.put(put.get("k").asText(), put.get("v").asText()));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close(int code, String reason) {
        closed = true;
    }
}
