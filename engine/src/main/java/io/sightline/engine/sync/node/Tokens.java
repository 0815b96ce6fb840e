package io.sightline.engine.sync.node;

import io.sightline.engine.domain.UserId;

/** Checks sign-ins from the token alone, without asking anything else. Thread-safe. */
public interface Tokens {

    /** @param nowMillis milliseconds since 1970 */
    Verdict verify(String token, long nowMillis);

    sealed interface Verdict {}

    /**
     * Whom a token speaks for.
     *
     * @param credentials the manifest's number at sign-in; a manifest with a higher one ends the session
     * @param expiresAt milliseconds since 1970
     */
    record Verified(UserId user, String environment, String installation, long credentials, long expiresAt)
            implements Verdict {}

    /** @param reason for the operator; it names no content of the token */
    record Rejected(String reason) implements Verdict {}
}
