package io.sightline.api.admin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the admin plane signs and seals, with keys derived from one that every node has, so that what one node hands out another
 * takes. Thread-safe.
 */
public final class AdminSecrets {

    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORT = 16;

    /** What something is signed or sealed for; what is made for one purpose is good for no other. */
    enum Purpose {
        CURSOR,
        REQUEST,
        FINGERPRINT,
        ANSWER,
        SIGNING,
        CSRF,
        OIDC
    }

    private final SecretKey root;
    private final SecureRandom random = new SecureRandom();

    /** @param root 256 bits, the same on every node and for ever */
    public AdminSecrets(SecretKey root) {
        this.root = root;
    }

    /** 16 bytes that nobody else can make of these texts. */
    byte[] sign(Purpose purpose, String... texts) {
        return Arrays.copyOf(mac(key(purpose), texts), SHORT);
    }

    /** 32 bytes that nobody else can make of these texts. */
    byte[] derive(Purpose purpose, String... texts) {
        return mac(key(purpose), texts);
    }

    /** Encrypts a text under a key of its own, made of a purpose and a context that are needed again to open it. */
    byte[] seal(Purpose purpose, String text, String... context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, purpose, context).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Empty when it was not sealed so, for this purpose under this context. */
    Optional<String> open(Purpose purpose, byte[] sealed, String... context) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce, purpose, context)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (AEADBadTagException damaged) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Purpose purpose, String... context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        SecretKeySpec own = new SecretKeySpec(mac(key(purpose), context), "AES");
        cipher.init(mode, own, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private SecretKey key(Purpose purpose) {
        return new SecretKeySpec(mac(root, purpose.name()), MAC);
    }

    /** Each text with its length before it, so that no two lists of texts are the same bytes. */
    private static byte[] mac(SecretKey key, String... texts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
