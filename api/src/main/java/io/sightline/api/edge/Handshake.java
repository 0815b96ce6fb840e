package io.sightline.api.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.sightline.engine.sync.wire.Encoding;

/** The opening of RFC 6455 as far as a server has to check and answer it. Offered extensions are left unanswered, which declines them. */
final class Handshake {

    /** From RFC 6455, section 1.3. */
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final int KEY_BYTES = 16;

    private Handshake() {}

    /** Why this is not an opening handshake, or nothing. */
    static Optional<Problem> fault(HttpHeaders headers) {
        if (!headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            return Optional.of(
                    Problem.of(426, "upgrade", "This address speaks WebSocket").with("Upgrade", "websocket"));
        }
        if (!"13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return Optional.of(Problem.of(426, "version", "This address speaks version 13 of WebSocket")
                    .with("Sec-WebSocket-Version", "13")
                    .with("Upgrade", "websocket"));
        }
        return isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""))
                ? Optional.empty()
                : Optional.of(Problem.MALFORMED);
    }

    /** The first of the offered subprotocols that is ours. */
    static Optional<Encoding> encoding(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(line -> java.util.Arrays.stream(line.split(",", 16)))
                .map(name -> Encoding.ofSubprotocol(name.trim()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-1 is part of every Java", e);
        }
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
