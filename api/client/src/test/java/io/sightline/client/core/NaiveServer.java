package io.sightline.client.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import io.sightline.client.wire.ClientMessage.Hello;
import io.sightline.client.wire.ClientMessage.Nack;
import io.sightline.client.wire.Cursor;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Hashes;
import io.sightline.client.wire.ServerMessage;
import io.sightline.client.wire.ServerMessage.Base;
import io.sightline.client.wire.ServerMessage.Deleted;
import io.sightline.client.wire.ServerMessage.Delta;
import io.sightline.client.wire.ServerMessage.Granted;
import io.sightline.client.wire.ServerMessage.Man;
import io.sightline.client.wire.ServerMessage.Mode;
import io.sightline.client.wire.ServerMessage.Rebase;
import io.sightline.client.wire.ServerMessage.Revoked;
import io.sightline.client.wire.ServerMessage.UpToDate;
import io.sightline.client.wire.ServerMessage.Welcome;
import io.sightline.client.wire.Standing;
import org.jspecify.annotations.Nullable;

/** A server of one user and one session that remembers every state there ever was, so that a client can be compared with any of them. */
final class NaiveServer {
    static final List<String> SOURCES = List.of("A:1", "A:2", "F:3", "U:4");
    private static final String ME = "00000000000000e1";

    /** One source: what it holds, what it dropped, and what it held at every revision. */
    private static final class Source {
        private String epoch = "";
        private long rev;
        private final Map<String, Entry> entries = new HashMap<>();
        private final Map<String, Long> tombs = new HashMap<>();

        void drop(String key) {
            if (entries.remove(key) != null) {
                tombs.put(key, ++rev);
            }
        }
    }

    final Map<String, Map<String, Entry>> everyState = new HashMap<>();
    private final Map<String, Source> sources = new TreeMap<>(Hashes.UTF8_ORDER);
    private final Map<String, Long> grants = new TreeMap<>(Hashes.UTF8_ORDER);
    private final Map<String, Cursor> sent = new HashMap<>();
    private final Map<String, Long> sentGrants = new HashMap<>();
    private final Random random;
    private long mrev;
    private long sentMrev;
    private long lastGrant;
    private long epochs;

    NaiveServer(Random random) {
        this.random = random;
        for (var id : SOURCES) {
            recreate(id);
        }
    }

    /** Something happens to a source or to the user's grants. */
    void mutate() {
        var id = SOURCES.get(random.nextInt(SOURCES.size()));
        var source = source(id);
        switch (random.nextInt(12)) {
            case 0 -> recreate(id);
            case 1, 2 -> grants.put(id, grantAnew());
            case 3 -> mrev += grants.remove(id) == null ? 0 : 1;
            case 4, 5, 6 -> source.drop("k" + random.nextInt(12));
            default -> put(source, "k" + random.nextInt(12));
        }
        remember(id);
    }

    /** The cursor the client says it has is what was sent to it. */
    List<ServerMessage> greet(Hello hello, boolean opens) {
        sent.clear();
        Objects.requireNonNull(hello.cur()).forEach(cursor -> sent.put(cursor.s(), cursor));
        var messages = new ArrayList<ServerMessage>();
        if (opens) {
            messages.add(new Welcome("s", Mode.FULL, 25, 256, 1 << 20, 10_000, 65_536, 65_536, 0, false));
        }
        messages.add(manifest(true));
        return messages;
    }

    /** Takes a refusal back to what the client has. */
    void refused(Nack nack) {
        var id = Objects.requireNonNull(nack.s());
        var have = nack.have();
        if (have == null) {
            sent.remove(id);
        } else {
            sent.put(id, have);
        }
    }

    boolean hasNews() {
        return sentMrev != mrev || grants.keySet().stream().anyMatch(id -> !current(id));
    }

    /** The next messages of whatever is not yet sent; several for a base in chunks. */
    List<ServerMessage> news() {
        if (sentMrev != mrev) {
            return List.of(manifest(false));
        }
        return grants.keySet().stream()
                .filter(id -> !current(id))
                .findFirst()
                .map(this::content)
                .orElse(List.of(new UpToDate(mrev, root(), 0, random.nextBoolean())));
    }

    String root() {
        var cursors = new ArrayList<Cursor>();
        grants.forEach((id, g) -> cursors.add(new Cursor(id, source(id).epoch, source(id).rev, g)));
        return Hashes.root(ME, mrev, cursors);
    }

    static String state(String id, String epoch, long rev) {
        return id + " " + epoch + " " + rev;
    }

    private Man manifest(boolean full) {
        var add = new ArrayList<Granted>();
        var del = new ArrayList<Revoked>();
        grants.forEach((id, g) -> {
            if (full || !g.equals(sentGrants.get(id))) {
                add.add(new Granted(id, g, 1, 1, 0));
            }
        });
        sentGrants.forEach((id, g) -> {
            if (!g.equals(grants.get(id))) {
                sent.computeIfPresent(id, (s, cursor) -> cursor.g() == g ? null : cursor);
                if (!full && !grants.containsKey(id)) {
                    del.add(new Revoked(id, g));
                }
            }
        });
        sent.values().removeIf(cursor -> !Objects.equals(grants.get(cursor.s()), cursor.g()));
        var man = new Man(ME, sentMrev, mrev, Standing.ACTIVE, add, del, full);
        sentMrev = mrev;
        sentGrants.clear();
        sentGrants.putAll(grants);
        return man;
    }

    private List<ServerMessage> content(String id) {
        var source = source(id);
        var from = sent.put(id, new Cursor(id, source.epoch, source.rev, Objects.requireNonNull(grants.get(id))));
        if (from == null || !from.e().equals(source.epoch) || from.rev() > source.rev) {
            return base(id, source);
        }
        var put = source.entries.values().stream()
                .filter(entry -> entry.r() > from.rev())
                .toList();
        if (random.nextInt(3) > 0) {
            var del = new ArrayList<Deleted>();
            source.tombs.forEach((key, rev) -> {
                if (rev > from.rev() && !source.entries.containsKey(key)) {
                    del.add(new Deleted(key, rev));
                }
            });
            return List.of(new Delta(id, source.epoch, 1, from.rev(), source.rev, put, del, null));
        }
        var live = new StringBuilder();
        source.entries.keySet().stream()
                .map(key -> String.format("%016x", Hashes.key(key)))
                .sorted()
                .forEach(live::append);
        return List.of(new Rebase(
                id, source.epoch, 1, from.rev(), source.rev, put, live.toString(), source.entries.size(), null));
    }

    private List<ServerMessage> base(String id, Source source) {
        var all = List.copyOf(source.entries.values());
        int chunks = 1 + random.nextInt(3);
        var messages = new ArrayList<ServerMessage>();
        for (int i = 0; i < chunks; i++) {
            var some = all.subList(all.size() * i / chunks, all.size() * (i + 1) / chunks);
            messages.add(new Base(id, source.epoch, 1, source.rev, i, i == chunks - 1, some));
        }
        return messages;
    }

    private boolean current(String id) {
        var cursor = sent.get(id);
        var source = source(id);
        return cursor != null
                && cursor.e().equals(source.epoch)
                && cursor.rev() == source.rev
                && Objects.equals(grants.get(id), cursor.g());
    }

    private long grantAnew() {
        mrev++;
        return ++lastGrant;
    }

    private void recreate(String id) {
        var source = new Source();
        source.epoch = String.format("%016x", ++epochs);
        sources.put(id, source);
        for (int i = random.nextInt(5); i > 0; i--) {
            put(source, "k" + random.nextInt(12));
        }
        remember(id);
    }

    private void put(Source source, String key) {
        var value = "{\"$\":1,\"kind\":\"intercom\",\"name\":\"" + random.nextInt(99) + "\",\"online\":true}";
        source.entries.put(key, new Entry(key, ++source.rev, 1, value, Hashes.value(value)));
        source.tombs.remove(key);
    }

    private void remember(String id) {
        var source = source(id);
        everyState.put(state(id, source.epoch, source.rev), Map.copyOf(source.entries));
    }

    private Source source(String id) {
        @Nullable Source source = sources.get(id);
        return Objects.requireNonNull(source);
    }
}
