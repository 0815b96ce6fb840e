package io.sightline.engine.sync.node;

import io.sightline.engine.domain.UserId;
import org.jspecify.annotations.Nullable;

/** Checks sign-ins from the token alone, without asking anything else. Thread-safe. */
public interface Tokens {

    /** @param nowMillis milliseconds since 1970 */
    Verdict verify(String token, long nowMillis);

    /** Whether what a good token was given for still holds; false as soon as an administrator no longer acts for the user. */
    default boolean stands(Verified who) {
        return true;
    }

    sealed interface Verdict {}

    /**
     * Whom a token speaks for.
     *
     * @param credentials the manifest's number at sign-in; a manifest with a higher one ends the session
     * @param expiresAt milliseconds since 1970
     * @param acting under which of an administrator's actings for the user, or null for the user alone
     */
    record Verified(
            UserId user,
            String environment,
            String installation,
            long credentials,
            long expiresAt,
            @Nullable String acting)
            implements Verdict {

        /** Of a user who is nobody else. */
        public Verified(UserId user, String environment, String installation, long credentials, long expiresAt) {
            this(user, environment, installation, credentials, expiresAt, null);
        }
    }

    /** @param reason for the operator; it names no content of the token */
    record Rejected(String reason) implements Verdict {}
}
