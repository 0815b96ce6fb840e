package io.sightline.engine.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A versioned map of devices. It is a map and not a log of changes, so a client that was away for any time is brought up to
 * date from the entries' own revisions; only removals need a memory, and that memory has a horizon.
 *
 * @param rev the revision of the last change of content, 0 before the first
 * @param entries by device key
 * @param graves the revision at which a key was removed, by key; a key that came back has none
 * @param horizon removals at or below this revision may have been forgotten
 */
public record Source(Epoch epoch, long rev, PMap<String, Entry> entries, PMap<String, Long> graves, long horizon) {

    /** How many removals are remembered at least; a client whose cursor is older than the horizon is rebased instead. */
    public static final int GRAVES_KEPT = 4_096;

    /** How many devices one source may hold. */
    public static final int ENTRIES_ALLOWED = 5_000;

    /**
     * A device as this source shows it.
     *
     * @param rev the source's revision at which it was last put
     * @param deviceRevision the device's own revision: of two versions of one device the higher is the newer, wherever it is
     */
    public record Entry(String key, long rev, long deviceRevision, DeviceFacts facts) {}

    /** A removal: the key and the revision at which it happened. */
    public record Grave(String key, long rev) {}

    public static Source empty(Epoch epoch) {
        return new Source(epoch, 0, HashTreePMap.empty(), HashTreePMap.empty(), 0);
    }

    /** Whether putting these facts would change anything: an older device revision never replaces a newer one. */
    public boolean wouldChange(String key, long deviceRevision, DeviceFacts facts) {
        Entry held = entries.get(key);
        return held == null || (held.deviceRevision < deviceRevision && !held.facts.equals(facts));
    }

    public Source put(String key, long deviceRevision, DeviceFacts facts, long at) {
        Entry entry = new Entry(key, at, deviceRevision, facts);
        return new Source(epoch, at, entries.plus(key, entry), graves.minus(key), horizon);
    }

    /** Removes a key; the same source when it is not there. */
    public Source remove(String key, long at) {
        if (!entries.containsKey(key)) {
            return this;
        }
        return new Source(epoch, at, entries.minus(key), graves.plus(key, at), horizon).buried();
    }

    /** Forgets the oldest removals, an eighth at a time so that the sorting is paid for by many removals. */
    private Source buried() {
        if (graves.size() <= GRAVES_KEPT + GRAVES_KEPT / 8) {
            return this;
        }
        long[] revs =
                graves.values().stream().mapToLong(Long::longValue).sorted().toArray();
        long forgotten = revs[revs.length - GRAVES_KEPT - 1];
        PMap<String, Long> kept = graves;
        for (var grave : graves.entrySet()) {
            if (grave.getValue() <= forgotten) {
                kept = kept.minus(grave.getKey());
            }
        }
        return new Source(epoch, rev, entries, kept, forgotten);
    }

    /** Whether a client at this revision can be told exactly what has been removed since. */
    public boolean remembersSince(long since) {
        return since >= horizon && since <= rev;
    }

    /** The entries put after a revision, oldest first. */
    public List<Entry> putSince(long since) {
        List<Entry> changed = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.rev > since) {
                changed.add(entry);
            }
        }
        changed.sort(Comparator.comparingLong(Entry::rev).thenComparing(Entry::key));
        return changed;
    }

    /** The removals after a revision, oldest first; complete only when {@link #remembersSince} says so. */
    public List<Grave> removedSince(long since) {
        List<Grave> removed = new ArrayList<>();
        for (var grave : graves.entrySet()) {
            if (grave.getValue() > since) {
                removed.add(new Grave(grave.getKey(), grave.getValue()));
            }
        }
        removed.sort(Comparator.comparingLong(Grave::rev).thenComparing(Grave::key));
        return removed;
    }
}
