package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a list goes on, as callers carry it: opaque to them and signed, so that nobody can make one, and of one path alone.
 * Thread-safe.
 */
final class Cursors {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final AdminSecrets secrets;

    Cursors(AdminSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * @param choice the filters and the order that the list began with, by query parameter
     * @param position of the last item before; what it says is the list's own business
     */
    record Cursor(Map<String, String> choice, String position) {}

    String text(String path, Cursor cursor) {
        ObjectNode content = Json.object().put("at", cursor.position());
        ObjectNode choice = content.putObject("of");
        cursor.choice().forEach(choice::put);
        String payload = ENCODER.encodeToString(Json.bytes(content));
        return payload + "." + ENCODER.encodeToString(secrets.sign(AdminSecrets.Purpose.CURSOR, path, payload));
    }

    /** @throws Rejection when it was not made here for this path */
    Cursor open(String path, String text) {
        int dot = text.indexOf('.');
        String payload = dot < 0 ? text : text.substring(0, dot);
        byte[] wanted = ENCODER.encode(secrets.sign(AdminSecrets.Purpose.CURSOR, path, payload));
        byte[] given = text.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        if (dot < 0 || !MessageDigest.isEqual(wanted, given)) {
            throw Problem.of(ProblemType.CURSOR).rejection();
        }
        ObjectNode content = Json.read(DECODER.decode(payload));
        Map<String, String> choice = new LinkedHashMap<>();
        content.get("of")
                .properties()
                .forEach(each -> choice.put(each.getKey(), each.getValue().textValue()));
        return new Cursor(choice, content.get("at").textValue());
    }
}
