package io.sightline.simulator.reference;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one source has: each key with the revision at which it was put last, and the removals since the horizon.
 *
 * @param epoch names this history; a source that begins anew has another
 */
public record Listing(
        String epoch, long rev, SortedMap<String, Long> entries, SortedMap<String, Long> graves, long horizon) {

    public Listing {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        graves = Collections.unmodifiableSortedMap(new TreeMap<>(graves));
    }

    public static Listing empty(String epoch) {
        return new Listing(epoch, 0, new TreeMap<>(), new TreeMap<>(), 0);
    }

    public Listing put(String key) {
        return moved(rev + 1, Set.of(key), Set.of());
    }

    public Listing remove(String key) {
        return moved(rev + 1, Set.of(), Set.of(key));
    }

    /** Forgets its removals. */
    public Listing forget() {
        return new Listing(epoch, rev, entries, new TreeMap<>(), rev);
    }

    /** The same with these keys put and those removed at a revision. */
    Listing moved(long to, Set<String> puts, Set<String> removals) {
        var next = new TreeMap<>(entries);
        var gone = new TreeMap<>(graves);
        puts.forEach(key -> next.put(key, to));
        puts.forEach(gone::remove);
        removals.forEach(next::remove);
        removals.forEach(key -> gone.put(key, to));
        return new Listing(epoch, to, next, gone, horizon);
    }

    /** What was put after a revision. */
    SortedMap<String, Long> putSince(long from) {
        var since = new TreeMap<>(entries);
        since.values().removeIf(put -> put <= from);
        return since;
    }

    /** What was removed after a revision that is not before the horizon. */
    Set<String> removedSince(long from) {
        var since = new TreeMap<>(graves);
        since.values().removeIf(removed -> removed <= from);
        return since.keySet();
    }
}
