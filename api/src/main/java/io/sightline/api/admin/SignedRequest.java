package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a call says of its own signature, in its Authorization header: {@code SLK1-HMAC-SHA256 key=…,at=…,nonce=…,signature=…}.
 *
 * @param key the key's id
 * @param at when it was signed, in whole seconds
 * @param nonce of the caller's choice, another one for each call
 * @param signature 64 hex digits
 */
record SignedRequest(String key, Instant at, String nonce, String signature) {

    static final String SCHEME = "SLK1-HMAC-SHA256";

    private static final String MAC = "HmacSHA256";
    private static final Pattern PARTS = Pattern.compile("([a-z]+)=(?:\"([A-Za-z0-9_-]*)\"|([A-Za-z0-9_-]*))");
    private static final Map<String, Pattern> SHAPES = Map.of(
            "key", Pattern.compile("[0-9a-f]{16}"),
            "at", Pattern.compile("[0-9]{1,12}"),
            "nonce", Pattern.compile("[A-Za-z0-9_-]{16,64}"),
            "signature", Pattern.compile("[0-9a-f]{64}"));

    /** Empty when the header says nothing of the kind. Its four parts come in any order, each once, quoted or not. */
    static Optional<SignedRequest> of(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (String each : authorization.substring(SCHEME.length() + 1).split(",", SHAPES.size() + 1)) {
            Matcher part = PARTS.matcher(each.strip());
            if (!part.matches()) {
                return Optional.empty();
            }
            String value = part.group(2) == null ? part.group(3) : part.group(2);
            Pattern shape = SHAPES.get(part.group(1));
            if (shape == null || !shape.matcher(value).matches() || parts.put(part.group(1), value) != null) {
                return Optional.empty();
            }
        }
        String key = parts.get("key");
        String at = parts.get("at");
        String nonce = parts.get("nonce");
        String signature = parts.get("signature");
        return key == null || at == null || nonce == null || signature == null
                ? Optional.empty()
                : Optional.of(new SignedRequest(key, Instant.ofEpochSecond(Long.parseLong(at)), nonce, signature));
    }

    /**
     * What is signed: six lines, the last without an end.
     *
     * @param target the path and the query as they are sent
     */
    private String text(String method, String target, byte[] body) {
        return String.join(
                "\n",
                SCHEME,
                Long.toString(at.getEpochSecond()),
                nonce,
                method,
                target,
                HexFormat.of().formatHex(sha256(body)));
    }

    /** The signature that the holder of the secret makes. */
    static String sign(String secret, Instant at, String nonce, String method, String target, byte[] body) {
        String text = new SignedRequest("", at, nonce, "").text(method, target, body);
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), MAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether the call is the one that the holder of the secret signed; takes the same time wherever it differs. */
    boolean fits(String secret, String method, String target, byte[] body) {
        String expected = sign(secret, at, nonce, method, target, body);
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return "SignedRequest[" + key + "]";
    }
}
