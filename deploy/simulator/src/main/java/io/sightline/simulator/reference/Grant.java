package io.sightline.simulator.reference;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One user's right to one source.
 *
 * @param number never used twice
 * @param only the keys it covers; empty for all
 */
public record Grant(long number, Set<String> only) {

    public Grant {
        only = Set.copyOf(only);
    }

    public boolean covers(String key) {
        return only.isEmpty() || only.contains(key);
    }

    SortedMap<String, Long> of(SortedMap<String, Long> entries) {
        var covered = new TreeMap<>(entries);
        covered.keySet().removeIf(key -> !covers(key));
        return covered;
    }
}
