package io.sightline.client.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.sightline.client.core.Change.Write;
import io.sightline.client.core.Manifest.Grant;
import io.sightline.client.value.Value;
import io.sightline.client.wire.Cursor;
import io.sightline.client.wire.Digest;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Hashes;
import io.sightline.client.wire.Limits;
import io.sightline.client.wire.ServerMessage.Base;
import io.sightline.client.wire.ServerMessage.Deleted;
import io.sightline.client.wire.ServerMessage.Delta;
import io.sightline.client.wire.ServerMessage.Man;
import io.sightline.client.wire.ServerMessage.Rebase;
import io.sightline.client.wire.Standing;
import org.jspecify.annotations.Nullable;

/** The rules of applying (protocol page, sections 5 to 7) over a store. Knows nothing of sessions. */
final class Holdings {

    /** What became of a message with content. */
    enum Outcome {
        APPLIED,
        /** A chunk that waits for the rest of its base. */
        STAGED,
        DROPPED,
        BASE_MISMATCH,
        BAD_HASH,
        /** More entries than a source may have. */
        TOO_LARGE
    }

    /** What an applied message touched. */
    static final class Found {
        /** Keys that may differ from before. */
        final Set<String> keys = new HashSet<>();
        /** Keys whose new values are stored but not understood. */
        final List<String> unreadable = new ArrayList<>();
    }

    private final Store store;
    private final Map<String, Staging> staged = new HashMap<>();

    Holdings(Store store) {
        this.store = store;
    }

    /** Applies a manifest; false when it builds on one that is not held. */
    boolean apply(Man man) {
        var held = store.manifest();
        boolean replaces = man.full() || !man.me().equals(held.me());
        if (!replaces && man.prev() != held.rev()) {
            return false;
        }
        var grants = new TreeMap<String, Grant>(Hashes.UTF8_ORDER);
        var drops = new LinkedHashSet<String>();
        if (!replaces) {
            grants.putAll(held.grants());
            for (var gone : man.del()) {
                var grant = grants.get(gone.s());
                if (grant != null && grant.g() == gone.g()) {
                    grants.remove(gone.s());
                    drops.add(gone.s());
                }
            }
        }
        for (var granted : man.add()) {
            grants.put(granted.s(), new Grant(granted.g(), granted.c(), granted.p(), granted.until()));
        }
        if (man.standing() == Standing.ENDED) {
            grants.clear();
        }
        held.grants().forEach((source, before) -> {
            var after = grants.get(source);
            if (after == null || after.g() != before.g()) {
                drops.add(source);
            }
        });
        drops.forEach(staged::remove);
        store.apply(new Change(new Manifest(man.me(), man.rev(), man.standing(), grants), List.copyOf(drops), null));
        return true;
    }

    Outcome apply(Delta delta, Found found) {
        var grant = store.manifest().grant(delta.s());
        var outcome = admit(grant, delta.s(), delta.e(), delta.prev(), delta.rev(), delta.put());
        if (grant == null || outcome != Outcome.APPLIED) {
            return outcome;
        }
        var gone = new HashSet<String>();
        for (Deleted deleted : delta.del()) {
            gone.add(deleted.k());
        }
        delta.put().forEach(entry -> gone.remove(entry.k()));
        return write(new Write(delta.s(), position(delta.e(), delta.rev(), grant), false, delta.put(), gone), found);
    }

    Outcome apply(Rebase rebase, Found found) {
        var grant = store.manifest().grant(rebase.s());
        var outcome = admit(grant, rebase.s(), rebase.e(), rebase.prev(), rebase.rev(), rebase.put());
        if (grant == null || outcome != Outcome.APPLIED) {
            return outcome;
        }
        long[] live = new long[rebase.n()];
        for (int i = 0; i < live.length; i++) {
            live[i] = Long.parseUnsignedLong(rebase.live(), i * 16, i * 16 + 16, 16);
        }
        Arrays.sort(live);
        boolean[] listed = leaves(rebase.leaves());
        var kept = new HashSet<String>();
        var gone = new HashSet<String>();
        store.entries(rebase.s(), entry -> sort(entry.k(), live, listed, kept, gone));
        for (var entry : rebase.put()) {
            long hash = Hashes.key(entry.k());
            if (!listed[Hashes.leaf(hash)] || Arrays.binarySearch(live, hash) < 0) {
                return Outcome.BASE_MISMATCH;
            }
            kept.add(entry.k());
        }
        if (kept.size() != rebase.n()) {
            return Outcome.BASE_MISMATCH;
        }
        return write(
                new Write(rebase.s(), position(rebase.e(), rebase.rev(), grant), false, rebase.put(), gone), found);
    }

    Outcome apply(Base base, Found found) {
        var grant = store.manifest().grant(base.s());
        if (grant == null) {
            return Outcome.DROPPED;
        }
        var staging = staged.get(base.s());
        if (base.i() == 0 || staging == null) {
            staging = new Staging(base);
            staged.put(base.s(), staging);
        }
        var outcome = staging.add(base);
        if (outcome != Outcome.APPLIED) {
            return outcome;
        }
        staged.remove(base.s());
        store.entries(base.s(), entry -> found.keys.add(entry.k()));
        return write(
                new Write(base.s(), position(base.e(), base.rev(), grant), true, staging.entries(), List.of()), found);
    }

    /** Forgets bases in the making, because the session they came in is over. */
    void unstage() {
        staged.clear();
    }

    /** Drops everything held. */
    void wipe() {
        staged.clear();
        store.apply(
                new Change(Manifest.NONE, List.copyOf(store.manifest().grants().keySet()), null));
    }

    /** What is held of a source, null when nothing. */
    @Nullable
    Cursor cursor(String source) {
        var position = store.position(source);
        return position == null ? null : new Cursor(source, position.epoch(), position.rev(), position.grant());
    }

    String root() {
        var manifest = store.manifest();
        var cursors = new ArrayList<Cursor>();
        if (manifest.standing() == Standing.ACTIVE) {
            manifest.grants().forEach((source, grant) -> {
                var cursor = cursor(source);
                cursors.add(cursor == null ? Cursor.empty(source, grant.g()) : cursor);
            });
        }
        return Hashes.root(manifest.me(), manifest.rev(), cursors);
    }

    /** The sixteen leaves of a source; with {@code deep} value hashes are computed again. */
    List<Digest> leaves(String source, boolean deep) {
        var leaves = new Digest[16];
        Arrays.fill(leaves, Digest.EMPTY);
        store.entries(source, entry -> {
            int leaf = Hashes.leaf(Hashes.key(entry.k()));
            var hash = deep ? Hashes.value(entry.v()) : entry.h();
            leaves[leaf] = leaves[leaf].plus(Hashes.entry(entry.k(), entry.r(), hash));
        });
        return List.of(leaves);
    }

    private Outcome admit(@Nullable Grant grant, String source, String epoch, long prev, long rev, List<Entry> put) {
        if (grant == null) {
            return Outcome.DROPPED;
        }
        var held = store.position(source);
        if (held == null || !held.epoch().equals(epoch)) {
            return Outcome.BASE_MISMATCH;
        }
        if (held.rev() != prev) {
            return rev <= held.rev() ? Outcome.DROPPED : Outcome.BASE_MISMATCH;
        }
        return put.stream().allMatch(Entry::intact) ? Outcome.APPLIED : Outcome.BAD_HASH;
    }

    private Outcome write(Write write, Found found) {
        // The exact size is worth its look-ups only where the sum could pass the limit.
        if (!write.replace() && store.count(write.source()) + write.put().size() > Limits.ENTRIES_PER_SOURCE) {
            long fresh = write.put().stream()
                    .filter(entry -> store.entry(write.source(), entry.k()) == null)
                    .count();
            long gone = write.del().stream()
                    .filter(key -> store.entry(write.source(), key) != null)
                    .count();
            if (store.count(write.source()) + fresh - gone > Limits.ENTRIES_PER_SOURCE) {
                return Outcome.TOO_LARGE;
            }
        }
        store.apply(Change.of(write));
        for (var entry : write.put()) {
            found.keys.add(entry.k());
            if (Value.parse(entry.v()).isEmpty()) {
                found.unreadable.add(entry.k());
            }
        }
        found.keys.addAll(write.del());
        return Outcome.APPLIED;
    }

    private static void sort(
            String key, long[] live, boolean[] listed, Collection<String> kept, Collection<String> gone) {
        long hash = Hashes.key(key);
        if (listed[Hashes.leaf(hash)]) {
            (Arrays.binarySearch(live, hash) >= 0 ? kept : gone).add(key);
        }
    }

    private static boolean[] leaves(@Nullable String digits) {
        var listed = new boolean[16];
        Arrays.fill(listed, digits == null);
        if (digits != null) {
            digits.chars().forEach(digit -> listed[Character.digit(digit, 16)] = true);
        }
        return listed;
    }

    private static Position position(String epoch, long rev, Grant grant) {
        return new Position(epoch, rev, grant.g());
    }
}
