package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a list goes on, as callers carry it: sealed, so that nobody can make one or read in one what
 * the list is sorted by, and good for one path alone. Thread-safe.
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
        String text = new String(Json.bytes(content), StandardCharsets.UTF_8);
        return ENCODER.encodeToString(secrets.seal(AdminSecrets.Purpose.CURSOR, text, path));
    }

    /** @throws Rejection when it was not made here for this path */
    Cursor open(String path, String text) {
        ObjectNode content = secrets.open(AdminSecrets.Purpose.CURSOR, bytes(text), path)
                .map(opened -> Json.read(opened.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> Problem.of(ProblemType.CURSOR).rejection());
        Map<String, String> choice = new LinkedHashMap<>();
        content.get("of")
                .properties()
                .forEach(each -> choice.put(each.getKey(), each.getValue().textValue()));
        return new Cursor(choice, content.get("at").textValue());
    }

    private static byte[] bytes(String text) {
        try {
            return DECODER.decode(text);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.CURSOR).rejection();
        }
    }
}
