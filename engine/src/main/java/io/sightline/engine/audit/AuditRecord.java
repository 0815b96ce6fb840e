package io.sightline.engine.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * One call that changed something or tried to, or several that were refused for the same reason. Of users it holds ids and
 * states, nothing else: whoever makes one has redacted it. Of the one who acted it holds the network address and the client's
 * name for itself, which is why records go when they have been kept for long enough.
 *
 * @param at when it was recorded, to the millisecond
 * @param onBehalfOf the user the actor acted for, or null
 * @param reason why the actor acted for the user, as the actor put it; null when it acted for itself
 * @param operation what was asked, in words that do not change, such as {@code PUT /api/v1/users/{id}/permissions}
 * @param object what it was asked of or what came of it, such as {@code users/42/permissions}
 * @param status the HTTP status of the answer
 * @param address the network address it came from, as text
 * @param userAgent what the client called itself, or null
 * @param changes JSON with {@code before} and {@code after} of the fields that differ, or of refused calls how many they were;
 *     null when nothing is known to differ
 */
public record AuditRecord(
        Instant at,
        Actor actor,
        @Nullable String onBehalfOf,
        @Nullable String reason,
        String operation,
        String object,
        int status,
        String requestId,
        String address,
        @Nullable String userAgent,
        @Nullable String changes) {

    public AuditRecord {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same, recorded no earlier than this. */
    AuditRecord notBefore(Instant earliest) {
        return at.isBefore(earliest)
                ? new AuditRecord(
                        earliest,
                        actor,
                        onBehalfOf,
                        reason,
                        operation,
                        object,
                        status,
                        requestId,
                        address,
                        userAgent,
                        changes)
                : this;
    }
}
