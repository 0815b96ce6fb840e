package io.sightline.engine.access;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.UserId;

/**
 * That an administrator acts for a user for a while. Whoever holds its token is both: the user in what may be done, the
 * administrator in who answers for it. The token's secret is kept nowhere: it is 256 random bits, so its plain SHA-256 cannot be
 * searched for.
 *
 * @param id public: 16 hex digits
 * @param hash SHA-256 of the secret part of the token as 64 hex digits
 * @param administrator who acts
 * @param session the public id of the administrator's session, with which it ends
 * @param reason why, in the administrator's words
 */
public record Acting(
        String id,
        String hash,
        UserId user,
        AdministratorId administrator,
        String session,
        Purpose purpose,
        String reason,
        Instant startedAt,
        Instant expiresAt) {

    /** The longest it may last. */
    public static final Duration LONGEST = Duration.ofMinutes(30);

    public static final int REASON = 500;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Where the administrator acts. */
    public enum Purpose {
        /** In the user's own client, in a session beside the user's. */
        LOGIN_AS,
        /** In the console, among what the user has. */
        CONNECT
    }

    /** @throws IllegalArgumentException when id or hash are not what they should be, it lasts too long, or no reason is given */
    public Acting {
        if (!ID.matcher(id).matches() || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("An acting's id is 16 and its hash 64 hex digits");
        }
        if (reason.isBlank() || reason.length() > REASON) {
            throw new IllegalArgumentException("A reason has 1 to " + REASON + " characters");
        }
        if (Duration.between(startedAt, expiresAt).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "Nobody acts for another for longer than " + LONGEST.toMinutes() + " minutes");
        }
    }

    public boolean isOverAt(Instant time) {
        return !time.isBefore(expiresAt);
    }

    public byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }

    /** Prints neither the hash nor the reason. */
    @Override
    public String toString() {
        return "Acting[" + id + ", " + administrator + " for " + user + "]";
    }
}
