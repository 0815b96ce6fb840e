package io.sightline.engine.access;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a caller's key. The secret itself is kept nowhere: it is 256 random bits, so its plain SHA-256 cannot be
 * searched for and needs neither salt nor a slow hash.
 *
 * @param id public, part of the key as the caller sends it and of every audit line: 16 hex digits
 * @param name what an operator calls it; at most 100 characters
 * @param hash SHA-256 of the secret part as 64 hex digits
 * @param scopes what it may do, such as {@code users:write}; {@link #EVERYTHING} for what there is and what there will be
 * @param signed whether only calls that it signs are heard
 * @param predecessor the id of the key it takes over from, or null
 * @param expiresAt when it is no longer good, or null
 */
public record ApiKey(
        String id,
        String name,
        String hash,
        Set<String> scopes,
        Instant createdAt,
        boolean signed,
        @Nullable String predecessor,
        @Nullable Instant expiresAt) {

    /** The scope that holds every other, also those that are not thought of yet. */
    public static final String EVERYTHING = "*";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException when id or hash are not what they should be, or no scope is given */
    public ApiKey {
        if (!ID.matcher(id).matches() || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("A key's id is 16 and its hash 64 hex digits");
        }
        if (name.length() > 100) {
            throw new IllegalArgumentException("A key's name has at most 100 characters");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("A key without a scope opens nothing");
        }
        scopes = Set.copyOf(scopes);
    }

    /** One that need not sign, follows no other and is good until it is taken away. */
    public ApiKey(String id, String name, String hash, Set<String> scopes, Instant createdAt) {
        this(id, name, hash, scopes, createdAt, false, null, null);
    }

    /** The same key with other scopes. */
    public ApiKey with(Set<String> others) {
        return new ApiKey(id, name, hash, others, createdAt, signed, predecessor, expiresAt);
    }

    /** The same key, good until then. */
    public ApiKey until(Instant end) {
        return new ApiKey(id, name, hash, scopes, createdAt, signed, predecessor, end);
    }

    public boolean isGoodAt(Instant time) {
        return expiresAt == null || time.isBefore(expiresAt);
    }

    public byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }
}
