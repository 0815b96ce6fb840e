package io.sightline.simulator.reference;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What a client keeps, also while it is away.
 *
 * @param flat the keys in view for one that keeps no map per source
 */
record Client(SortedMap<String, SortedMap<String, Long>> held, SortedMap<String, Cursor> cursors, Set<String> flat) {

    static Client fresh() {
        return new Client(new TreeMap<>(), new TreeMap<>(), Set.of());
    }

    /** Whether a frame continues what is held here. */
    boolean fits(Frame.Delta delta) {
        return delta.from().equals(cursors.get(delta.source()));
    }

    /** Whether something of it has been applied before. */
    boolean repeats(Frame.Delta delta) {
        var mine = held.getOrDefault(delta.source(), new TreeMap<>());
        return delta.puts().entrySet().stream().anyMatch(put -> mine.getOrDefault(put.getKey(), -1L) >= put.getValue());
    }

    /** Drops what a manifest does not grant, or grants under another number. */
    Client apply(Frame.Manifest manifest, boolean numbered) {
        var next = this;
        for (var source : held.keySet()) {
            var grant = manifest.grants().get(source);
            var cursor = cursors.get(source);
            if (grant == null || (numbered && (cursor == null || cursor.grant() != grant.number()))) {
                next = next.with(source, null, new TreeMap<>());
            }
        }
        return next;
    }

    Client apply(Frame.Base base) {
        return with(base.source(), base.to(), base.entries());
    }

    Client apply(Frame.Delta delta) {
        var entries = new TreeMap<>(held.getOrDefault(delta.source(), new TreeMap<>()));
        entries.putAll(delta.puts());
        entries.keySet().removeAll(delta.removals());
        return with(delta.source(), delta.to(), entries);
    }

    private Client with(String source, @Nullable Cursor cursor, SortedMap<String, Long> entries) {
        var sources = new TreeMap<>(held);
        var positions = new TreeMap<>(cursors);
        var seen = new TreeSet<>(flat);
        seen.removeAll(held.getOrDefault(source, new TreeMap<>()).keySet());
        seen.addAll(entries.keySet());
        if (cursor == null) {
            sources.remove(source);
            positions.remove(source);
        } else {
            sources.put(source, entries);
            positions.put(source, cursor);
        }
        return new Client(sources, positions, seen);
    }

    /** Every key that some source has. */
    Set<String> union() {
        var all = new TreeSet<String>();
        held.values().forEach(entries -> all.addAll(entries.keySet()));
        return all;
    }
}
