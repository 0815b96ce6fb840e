package io.sightline.client.core;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import io.sightline.client.wire.Hashes;
import io.sightline.client.wire.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The sources the user may hold.
 *
 * @param me epoch of the user, null before the first manifest
 * @param rev revision, -1 before the first manifest
 * @param grants by source id in {@link Hashes#UTF8_ORDER}
 */
public record Manifest(@Nullable String me, long rev, Standing standing, SortedMap<String, Grant> grants) {

    /**
     * One entitlement.
     *
     * @param g its number
     * @param c view class
     * @param p priority, smaller is more urgent
     * @param until epoch seconds after which the source is hidden while out of step; 0 for never
     */
    public record Grant(long g, int c, int p, long until) {}

    public static final Manifest NONE = new Manifest(null, -1, Standing.ACTIVE, new TreeMap<>(Hashes.UTF8_ORDER));

    public Manifest {
        var sorted = new TreeMap<String, Grant>(Hashes.UTF8_ORDER);
        sorted.putAll(grants);
        grants = Collections.unmodifiableSortedMap(sorted);
    }

    public @Nullable Grant grant(String source) {
        return grants.get(source);
    }
}
