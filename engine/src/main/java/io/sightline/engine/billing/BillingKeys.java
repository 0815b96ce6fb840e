package io.sightline.engine.billing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.UserId;

/**
 * The keys of this package, each derived from the master key for one purpose, and what is made with them. Whoever lacks the
 * master key can neither find out which login an id stands for nor try passwords against a fingerprint. Thread-safe.
 */
public final class BillingKeys {

    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int MASTER_BYTES = 32;
    private static final int NAME_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec logins;
    private final SecretKeySpec names;
    private final SecretKeySpec fingerprints;
    private final SecretKeySpec sealing;
    private final SecureRandom random = new SecureRandom();

    /** @param master at least 32 random bytes, the same on every node and for ever; not kept */
    public BillingKeys(byte[] master) {
        if (master.length < MASTER_BYTES) {
            throw new IllegalArgumentException("The master key has at least 32 bytes");
        }
        SecretKeySpec root = new SecretKeySpec(master, MAC);
        logins = new SecretKeySpec(mac(root, "sightline/login".getBytes(StandardCharsets.US_ASCII)), MAC);
        names = new SecretKeySpec(mac(root, "sightline/billing/name".getBytes(StandardCharsets.US_ASCII)), MAC);
        fingerprints =
                new SecretKeySpec(mac(root, "sightline/billing/fingerprint".getBytes(StandardCharsets.US_ASCII)), MAC);
        sealing = new SecretKeySpec(mac(root, "sightline/billing/log".getBytes(StandardCharsets.US_ASCII)), "AES");
    }

    /**
     * The id of a login name, whoever asks: billing, an administrator, a client that signs in. Two spellings that Unicode holds
     * for the same text (NFC) are one login; upper and lower case are two.
     */
    public LoginId login(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        return new LoginId(name(logins, normal));
    }

    /** The user a request creates: the same one each time the same request comes, so that a repetition meets its own work. */
    UserId user(LoginId login, RequestId request) {
        return new UserId("u." + name(names, "user|" + login.value() + "|" + request.value()));
    }

    /** The epoch of that user. */
    Epoch epoch(LoginId login, RequestId request) {
        return new Epoch(
                name(names, "epoch|" + login.value() + "|" + request.value()).substring(0, 16));
    }

    /** The epoch of an address that a request creates. */
    Epoch epoch(AddressId address, RequestId request) {
        return new Epoch(name(names, "address|" + address.value() + "|" + request.value())
                .substring(0, 16));
    }

    /** The UUID of a device that a request registers. */
    String uuid(NetworkDeviceId device, RequestId request) {
        String name = name(names, "device|" + device.mac() + "|" + request.value());
        return new UUID(Long.parseUnsignedLong(name, 0, 16, 16), Long.parseUnsignedLong(name, 16, 32, 16)).toString();
    }

    /** Tells a second camera of the same hardware from the first: 8 hex digits. */
    String suffix(NetworkDeviceId device, RequestId request) {
        return name(names, "camera|" + device.mac() + "|" + request.value()).substring(0, 8);
    }

    /** Tells one reservation of a login from every other. */
    String claim(LoginId login, RequestId request) {
        return name(names, "claim|" + login.value() + "|" + request.value());
    }

    /** The fingerprint of a whole body, password included: 128 bits, in hex. */
    String fingerprint(byte[] body) {
        return HexFormat.of().formatHex(mac(fingerprints, body), 0, NAME_BYTES);
    }

    /**
     * Encrypts what the request log keeps (AES-256-GCM, a random nonce in front).
     *
     * @param context what the content belongs to; with another one it does not open
     */
    byte[] seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JVM lacks AES-GCM", impossible);
        }
    }

    /** @throws IllegalStateException when it was sealed under another master key or context, or was tampered with */
    byte[] open(byte[] sealed, String context) {
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), context)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException wrong) {
            throw new IllegalStateException("A row of the request log does not open with this master key", wrong);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JVM lacks AES-GCM", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String name(SecretKeySpec key, String text) {
        return HexFormat.of().formatHex(mac(key, text.getBytes(StandardCharsets.UTF_8)), 0, NAME_BYTES);
    }

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JVM lacks HMAC-SHA256", impossible);
        }
    }
}
