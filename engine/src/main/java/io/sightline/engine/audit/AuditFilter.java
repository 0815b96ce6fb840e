package io.sightline.engine.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which records are wanted; a part that is null leaves all of them.
 *
 * @param actor the id of the one who acted
 * @param object what was asked about, such as {@code users/42}, with everything below it
 * @param operation its beginning, such as {@code PUT /api/v1/users}
 * @param from the earliest
 * @param to the first that is too late
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String onBehalfOf,
        @Nullable String object,
        @Nullable String operation,
        @Nullable String requestId,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Whether it is wanted, but for its time. */
    boolean matches(AuditRecord record) {
        return equal(actor, record.actor().id())
                && equal(onBehalfOf, record.onBehalfOf())
                && (object == null
                        || record.object().equals(object)
                        || record.object().startsWith(object + "/"))
                && (operation == null || record.operation().startsWith(operation))
                && equal(requestId, record.requestId());
    }

    private static boolean equal(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }
}
