package io.sightline.engine.audit;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which records are wanted; a part that is null leaves all of them.
 *
 * @param actor the id of the one who acted
 * @param object what was asked about, such as {@code users/42}, with everything below it
 * @param operation its beginning, such as {@code PUT /api/v1/users}
 * @param from the earliest
 * @param to the first that is too late
 * @param concerning ids of users: what was done to one of them, with everything below, or for one of them
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String onBehalfOf,
        @Nullable String object,
        @Nullable String operation,
        @Nullable String requestId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Set<String> concerning) {

    private static final String USERS = "users/";

    public AuditFilter(
            @Nullable String actor,
            @Nullable String onBehalfOf,
            @Nullable String object,
            @Nullable String operation,
            @Nullable String requestId,
            @Nullable Instant from,
            @Nullable Instant to) {
        this(actor, onBehalfOf, object, operation, requestId, from, to, null);
    }

    /** Whether it is wanted, but for its time. */
    boolean matches(AuditRecord record) {
        return equal(actor, record.actor().id())
                && equal(onBehalfOf, record.onBehalfOf())
                && (object == null
                        || record.object().equals(object)
                        || record.object().startsWith(object + "/"))
                && (operation == null || record.operation().startsWith(operation))
                && equal(requestId, record.requestId())
                && (concerning == null || concerns(concerning, record));
    }

    private static boolean concerns(Set<String> users, AuditRecord record) {
        String object = record.object();
        int end = object.indexOf('/', USERS.length());
        return (record.onBehalfOf() != null && users.contains(record.onBehalfOf()))
                || (object.startsWith(USERS)
                        && users.contains(object.substring(USERS.length(), end < 0 ? object.length() : end)));
    }

    private static boolean equal(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }
}
