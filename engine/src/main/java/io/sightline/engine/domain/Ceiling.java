package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What a main user passes down: a sub-user never has more than this.
 *
 * @param permissions those in force
 * @param governance what holds for all users of the customer; null for what holds of one of whom nothing was ever said
 */
public record Ceiling(
        Manifest.Status status,
        SortedMap<SourceId, Share> shares,
        Set<String> permissions,
        @Nullable Governance governance) {

    /** One source as the main user has it. */
    public record Share(ViewClass viewClass, @Nullable Instant until) {}

    public Ceiling {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
        permissions = Set.copyOf(permissions);
    }

    /** Before the main user has said anything. */
    static Ceiling unknown() {
        return new Ceiling(Manifest.Status.ACTIVE, new TreeMap<>(), Set.of(), null);
    }

    /** For a sub-user that is one no more. */
    static Ceiling ended() {
        return new Ceiling(Manifest.Status.ENDED, new TreeMap<>(), Set.of(), null);
    }
}
