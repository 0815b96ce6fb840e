package io.sightline.engine.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The key under which one user's personal data is kept: AES-256-GCM with a random nonce of 96 bits. Thread-safe; never prints
 * itself.
 */
public final class DataKey {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    private DataKey(SecretKey key) {
        this.key = key;
    }

    public static DataKey random() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /** @throws IllegalArgumentException when these are not 32 bytes */
    public static DataKey of(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("A data key has 32 bytes");
        }
        return new DataKey(new SecretKeySpec(bytes, "AES"));
    }

    static DataKey of(SecretKey key) {
        return new DataKey(key);
    }

    byte[] bytes() {
        return key.getEncoded();
    }

    /**
     * @param context must be the same when decrypting, so that a value cannot be moved to another place
     * @return the nonce, then the encrypted text and its tag
     */
    public byte[] encrypt(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new JournalException("Cannot encrypt", impossible);
        }
    }

    /** @throws JournalException when it was encrypted under another key or for another place, or was changed since */
    public byte[] decrypt(byte[] kept, String context) {
        if (kept.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new JournalException("An encrypted value is cut short");
        }
        byte[] nonce = Arrays.copyOf(kept, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(kept, NONCE_BYTES, kept.length - NONCE_BYTES);
        } catch (GeneralSecurityException wrong) {
            throw new JournalException("An encrypted value does not belong where it stands", wrong);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataKey that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
