package io.sightline.engine.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One entitlement of one user to one source.
 *
 * @param number names it for ever: a re-grant, another class or another selection is another number, so that a client never
 *     takes what it held under an earlier one for what it may hold now
 * @param until after this moment a client that has not synchronised hides the source; null for never
 */
public record Grant(
        SourceId source,
        long number,
        ViewClass viewClass,
        Selection selection,
        @Nullable Instant until) {}
