package io.sightline.client.net;

import java.time.Instant;

/**
 * What a client proves itself with.
 *
 * @param user id of the user it stands for
 */
public record Token(String text, Instant expiresAt, String user) {
    @Override
    public String toString() {
        return "Token[of " + user + " until " + expiresAt + "]";
    }
}
