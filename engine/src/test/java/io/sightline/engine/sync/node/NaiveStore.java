package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a {@link NaiveClient} holds, and how it applies each frame. */
final class NaiveStore {

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

    final TreeMap<String, Held> sources = new TreeMap<>();

    @Nullable
    String me;

    long mrev = -1;
    String status = "active";
    int bases;
    int rebases;
    int deltas;

    /** Forgets everything. */
    void wipe() {
        sources.clear();
        me = null;
        mrev = -1;
    }

    /** Lets go of bases that came in part, for the connection broke. */
    void broken() {
        sources.values().forEach(held -> held.staged = null);
    }

    /** Applies a manifest. @return whether it fits what was told before */
    boolean manifest(JsonNode m) {
        boolean full = m.has("full") || !m.get("me").asText().equals(me);
        if (!full && m.get("prev").asLong() != mrev) {
            return false;
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
        return true;
    }

    /** Applies a delta. @return why it is refused, or null */
    @Nullable
    String delta(JsonNode m) {
        deltas++;
        Held held = sources.get(m.get("s").asText());
        if (held == null) {
            return null;
        }
        long rev = m.get("rev").asLong();
        if (!m.get("e").asText().equals(held.e) || held.rev != m.get("prev").asLong()) {
            if (m.get("e").asText().equals(held.e) && rev <= held.rev) {
                return null;
            }
            return "base_mismatch";
        }
        List<Entry> puts = entries(m);
        if (!intact(puts)) {
            return "bad_hash";
        }
        puts.forEach(entry -> held.entries.put(entry.k, entry));
        m.get("del").forEach(d -> held.entries.remove(d.get(0).asText()));
        held.rev = rev;
        return null;
    }

    /** Applies a chunk of a base. @return why it is refused, or null */
    @Nullable
    String base(JsonNode m) {
        Held held = sources.get(m.get("s").asText());
        if (held == null) {
            return null;
        }
        int i = m.get("i").asInt();
        if (i == 0) {
            bases++;
            held.staged = new ArrayList<>();
            held.nextChunk = 0;
        }
        if (held.staged == null) {
            return null;
        }
        if (i != held.nextChunk) {
            held.staged = null;
            return "base_mismatch";
        }
        held.nextChunk++;
        List<Entry> puts = entries(m);
        if (!intact(puts)) {
            return "bad_hash";
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
        return null;
    }

    /** Applies a rebase or a repair. @return why it is refused, or null */
    @Nullable
    String rebase(JsonNode m) {
        rebases++;
        Held held = sources.get(m.get("s").asText());
        if (held == null) {
            return null;
        }
        if (!m.get("e").asText().equals(held.e) || held.rev != m.get("prev").asLong()) {
            return "base_mismatch";
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
                .removeIf(k -> leaves.indexOf(NaiveDigest.hash(k).charAt(0)) >= 0
                        && !living.contains(NaiveDigest.hash(k).substring(0, 16)));
        long there = next.keySet().stream()
                .filter(k -> leaves.indexOf(NaiveDigest.hash(k).charAt(0)) >= 0)
                .count();
        if (there != m.get("n").asLong() || living.size() != there) {
            return "base_mismatch";
        }
        held.entries = next;
        held.rev = m.get("rev").asLong();
        return null;
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
        return entries.stream()
                .allMatch(entry -> NaiveDigest.hash(entry.v).substring(0, 16).equals(entry.h));
    }
}
