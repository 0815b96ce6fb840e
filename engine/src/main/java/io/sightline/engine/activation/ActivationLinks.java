package io.sightline.engine.activation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import io.sightline.engine.domain.UserId;

/**
 * The texts at the end of links that prove an address of mail: whose, the link's number and until when, under a keyed hash
 * (HMAC-SHA-256, whole). Nothing of a person is in them. Thread-safe.
 */
public final class ActivationLinks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "sightline-activation-1\n";
    private static final int LONGEST = 256;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecretKey key;

    public ActivationLinks(SecretKey key) {
        this.key = key;
    }

    /** @param number as the user counts its links */
    public record Link(UserId user, long number, Instant goodUntil) {}

    String text(Link link) {
        String said = link.user() + "~" + link.number() + "~" + link.goodUntil().getEpochSecond();
        return BASE64.encodeToString(said.getBytes(StandardCharsets.UTF_8)) + "." + BASE64.encodeToString(hash(said));
    }

    /** What a text says; empty when we have not written it. Whether it still counts the user knows. */
    public Optional<Link> read(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] said = Base64.getUrlDecoder().decode(text.substring(0, dot));
            byte[] hash = Base64.getUrlDecoder().decode(text.substring(dot + 1));
            String plain = new String(said, StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(hash, hash(plain))) {
                return Optional.empty();
            }
            String[] parts = plain.split("~", -1);
            return Optional.of(new Link(
                    new UserId(parts[0]), Long.parseLong(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[2]))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private byte[] hash(String said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((PURPOSE + said).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
