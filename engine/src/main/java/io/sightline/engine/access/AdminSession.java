package io.sightline.engine.access;

import java.time.Instant;
import java.util.regex.Pattern;

import io.sightline.engine.domain.AdministratorId;
import org.jspecify.annotations.Nullable;

/**
 * A browser in which an administrator is signed in. The reference the browser holds is kept nowhere: it is 256 random bits, so
 * its plain SHA-256 cannot be searched for.
 *
 * @param id public: 16 hex digits; names the session where somebody lists or ends it
 * @param hash SHA-256 of the reference as 64 hex digits
 * @param credentials the administrator's number of the same name at sign-in; once it is another one the session is over
 * @param seenAt when it was last used, not to the second: at most a minute too early
 * @param address the network address it was begun from, as text
 * @param userAgent what the browser called itself, or null
 */
public record AdminSession(
        String id,
        String hash,
        AdministratorId administrator,
        long credentials,
        Instant createdAt,
        Instant seenAt,
        String address,
        @Nullable String userAgent) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException when id or hash are not what they should be */
    public AdminSession {
        if (!ID.matcher(id).matches() || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("A session's id is 16 and its hash 64 hex digits");
        }
    }

    /** The same, used at a later time. */
    public AdminSession seen(Instant at) {
        return new AdminSession(id, hash, administrator, credentials, createdAt, at, address, userAgent);
    }

    /** Does not print the hash. */
    @Override
    public String toString() {
        return "AdminSession[" + id + " of " + administrator + "]";
    }
}
