package io.sightline.engine.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.sightline.engine.domain.UserId;

/**
 * The one secret that is kept outside the store. It wraps the users' data keys and yields keys for other purposes, each derived
 * by HKDF with SHA-256 (RFC 5869) under its own name, so that none of them tells anything of another. Thread-safe; never
 * prints itself.
 */
public final class MasterKey {

    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecretKey extracted;
    private final DataKey wrapping;

    private MasterKey(byte[] secret) {
        extracted = extract(secret);
        wrapping = DataKey.of(new SecretKeySpec(derive("data-key-wrapping").getEncoded(), "AES"));
    }

    /** @throws IllegalArgumentException when these are not 32 bytes */
    public static MasterKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A master key has 32 bytes");
        }
        return new MasterKey(secret);
    }

    /** Reads the key from a file of exactly 32 bytes; whoever starts the node checks who else may read it. */
    public static MasterKey read(Path file) throws IOException {
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != BYTES) {
            throw new IOException(
                    "The master key file " + file + " must hold exactly 32 bytes and holds " + secret.length);
        }
        return of(secret);
    }

    /** A data key as it may lie in the store; it can be unwrapped for the same user only. */
    public byte[] wrap(UserId user, DataKey key) {
        return wrapping.encrypt(key.bytes(), context(user));
    }

    /** @throws JournalException when it was wrapped for another user or under another master key */
    public DataKey unwrap(UserId user, byte[] wrapped) {
        return DataKey.of(wrapping.decrypt(wrapped, context(user)));
    }

    private static String context(UserId user) {
        return "data-key|" + user.value();
    }

    /**
     * A key of 256 bits for HMAC with SHA-256.
     *
     * @param purpose names it; the same name yields the same key on every node
     */
    public SecretKey derive(String purpose) {
        return firstBlock(extracted, purpose);
    }

    /** Extract and expand in one, without a salt; one block is all that is ever asked for. */
    static SecretKey expand(byte[] secret, String purpose) {
        return firstBlock(extract(secret), purpose);
    }

    /** The RFC has a salt of zeros when there is none. */
    private static SecretKey extract(byte[] secret) {
        return new SecretKeySpec(hmac(new SecretKeySpec(new byte[BYTES], HMAC), secret), HMAC);
    }

    private static SecretKey firstBlock(SecretKey extracted, String purpose) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] info = Arrays.copyOf(name, name.length + 1);
        info[name.length] = 1;
        return new SecretKeySpec(hmac(extracted, info), HMAC);
    }

    private static byte[] hmac(SecretKey key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + HMAC, impossible);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
