package io.sightline.engine.sync.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** An entry as it came. */
    record Entry(String k, long r, long dr, String v, String h) {}

    /** What is held of one granted source. */
    static final class Held {
        long g;

        @Nullable
        String e;

        long rev = -1;
        TreeMap<String, Entry> entries = new TreeMap<>();

        @Nullable
        List<Entry> staged;

        int nextChunk;
    }

    private final Town town;
    private final UserId user;
    private final String env;
    private final String inst;
    private final Encoding encoding;
    private final ObjectMapper mapper;

    final TreeMap<String, Held> sources = new TreeMap<>();

    @Nullable
    String me;

    long mrev = -1;
    String status = "active";

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
    int bases;
    int rebases;
    int deltas;

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
        sources.values().forEach(held -> held.staged = null);
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
        if (me != null) {
            hello.put("me", me).put("mrev", mrev);
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
            case "man" -> manifest(m);
            case "d" -> delta(m);
            case "b" -> base(m);
            case "r" -> rebase(m);
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
                    sources.clear();
                    me = null;
                    mrev = -1;
                }
            }
            default -> {}
        }
    }

    private void compare(String root) {
        if (!root.equals(root())) {
            seen.add("mismatch");
            if (rehello) {
                ack();
                say(hello(true));
            }
        }
    }

    private void manifest(JsonNode m) {
        boolean full = m.has("full") || !m.get("me").asText().equals(me);
        if (!full && m.get("prev").asLong() != mrev) {
            say(hello(true));
            return;
        }
        Map<String, Long> listed = new TreeMap<>();
        m.get("add").forEach(a -> listed.put(a.get("s").asText(), a.get("g").asLong()));
        if (full) {
            sources.entrySet().removeIf(held -> !Long.valueOf(held.getValue().g).equals(listed.get(held.getKey())));
        }
        m.get("del").forEach(d -> {
            Held held = sources.get(d.get("s").asText());
            if (held != null && held.g == d.get("g").asLong()) {
                sources.remove(d.get("s").asText());
            }
        });
        listed.forEach((s, g) -> {
            Held held = sources.get(s);
            if (held == null || held.g != g) {
                Held fresh = new Held();
                fresh.g = g;
                sources.put(s, fresh);
            }
        });
        me = m.get("me").asText();
        mrev = m.get("rev").asLong();
        status = m.get("st").asText();
        if (status.equals("ended")) {
            sources.clear();
        }
    }

    private void delta(JsonNode m) {
        deltas++;
        Held held = sources.get(m.get("s").asText());
        if (held == null) {
            return;
        }
        long rev = m.get("rev").asLong();
        if (!m.get("e").asText().equals(held.e) || held.rev != m.get("prev").asLong()) {
            if (m.get("e").asText().equals(held.e) && rev <= held.rev) {
                return;
            }
            nack(m, held, "base_mismatch");
            return;
        }
        List<Entry> puts = entries(m);
        if (!intact(puts)) {
            nack(m, held, "bad_hash");
            return;
        }
        puts.forEach(entry -> held.entries.put(entry.k, entry));
        m.get("del").forEach(d -> held.entries.remove(d.get(0).asText()));
        held.rev = rev;
    }

    private void base(JsonNode m) {
        Held held = sources.get(m.get("s").asText());
        if (held == null) {
            return;
        }
        int i = m.get("i").asInt();
        if (i == 0) {
            bases++;
            held.staged = new ArrayList<>();
            held.nextChunk = 0;
        }
        if (held.staged == null) {
            return;
        }
        if (i != held.nextChunk) {
            held.staged = null;
            nack(m, held, "base_mismatch");
            return;
        }
        held.nextChunk++;
        List<Entry> puts = entries(m);
        if (!intact(puts)) {
            nack(m, held, "bad_hash");
            return;
        }
        held.staged.addAll(puts);
        if (m.get("last").asBoolean()) {
            TreeMap<String, Entry> whole = new TreeMap<>();
            held.staged.forEach(entry -> whole.put(entry.k, entry));
            held.entries = whole;
            held.e = m.get("e").asText();
            held.rev = m.get("rev").asLong();
            held.staged = null;
        }
    }

    private void rebase(JsonNode m) {
        rebases++;
        Held held = sources.get(m.get("s").asText());
        if (held == null) {
            return;
        }
        if (!m.get("e").asText().equals(held.e) || held.rev != m.get("prev").asLong()) {
            nack(m, held, "base_mismatch");
            return;
        }
        String leaves = m.has("leaves") ? m.get("leaves").asText() : "0123456789abcdef";
        TreeMap<String, Entry> next = new TreeMap<>(held.entries);
        entries(m).forEach(entry -> next.put(entry.k, entry));
        Set<String> living = new HashSet<>();
        String live = m.get("live").asText();
        for (int at = 0; at < live.length(); at += 16) {
            living.add(live.substring(at, at + 16));
        }
        next.keySet()
                .removeIf(k -> leaves.indexOf(hash(k).charAt(0)) >= 0 && !living.contains(hash(k).substring(0, 16)));
        long there = next.keySet().stream()
                .filter(k -> leaves.indexOf(hash(k).charAt(0)) >= 0)
                .count();
        if (there != m.get("n").asLong() || living.size() != there) {
            nack(m, held, "base_mismatch");
            return;
        }
        held.entries = next;
        held.rev = m.get("rev").asLong();
    }

    private static List<Entry> entries(JsonNode m) {
        List<Entry> entries = new ArrayList<>();
        m.get("put")
                .forEach(p -> entries.add(new Entry(
                        p.get("k").asText(),
                        p.get("r").asLong(),
                        p.get("dr").asLong(),
                        p.get("v").asText(),
                        p.get("h").asText())));
        return entries;
    }

    private static boolean intact(List<Entry> entries) {
        return entries.stream().allMatch(entry -> hash(entry.v).substring(0, 16).equals(entry.h));
    }

    private void nack(JsonNode m, Held held, String why) {
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
            BigInteger[] sums = new BigInteger[17];
            int[] counts = new int[17];
            Arrays.fill(sums, BigInteger.ZERO);
            for (Entry entry : held.entries.values()) {
                int leaf = Character.digit(hash(entry.k).charAt(0), 16);
                for (int at : new int[] {leaf, 16}) {
                    sums[at] = sums[at].add(h128(entry)).mod(BigInteger.ONE.shiftLeft(128));
                    counts[at]++;
                }
            }
            dig.putArray("d").add(counts[16]).add(hex(sums[16]));
            ArrayNode leaves = dig.putArray("leaves");
            for (int leaf = 0; leaf < 16; leaf++) {
                leaves.addArray().add(counts[leaf]).add(hex(sums[leaf]));
            }
            say(dig);
        });
    }

    private static BigInteger h128(Entry entry) {
        byte[] k = entry.k.getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.allocate(k.length + 17);
        text.put(k).put((byte) 0).putLong(entry.r).put(HexFormat.of().parseHex(entry.h));
        return new BigInteger(1, Arrays.copyOf(sha256(text.array()), 16));
    }

    private static String hex(BigInteger sum) {
        String digits = sum.toString(16);
        return "0".repeat(32 - digits.length()) + digits;
    }

    String root() {
        StringBuilder text = new StringBuilder();
        text.append(me == null ? "-" : me).append(' ').append(mrev).append('\n');
        if (status.equals("active")) {
            sources.forEach((s, held) -> text.append(s)
                    .append(' ')
                    .append(held.e == null ? "-" : held.e)
                    .append(' ')
                    .append(held.rev)
                    .append(' ')
                    .append(held.g)
                    .append('\n'));
        }
        return hash(text.toString()).substring(0, 16);
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
