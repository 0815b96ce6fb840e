package io.sightline.engine.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where a request stands among those of its login. A version counts when both requests have one, else the time at which the
 * sender says it happened.
 *
 * @param version the sender's own count for this login, or null when it keeps none
 */
public record Order(@Nullable Long version, Instant occurredAt) {

    public boolean isBefore(Order other) {
        if (version != null && other.version != null) {
            return version < other.version;
        }
        return occurredAt.isBefore(other.occurredAt);
    }
}
