package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Position;
import org.jspecify.annotations.Nullable;

/** Places in the directory's lists as the texts that cursors carry. */
final class Positions {

    private Positions() {}

    static String text(Position position) {
        ObjectNode content = Json.object().put("id", position.id());
        ArrayNode keys = content.putArray("keys");
        position.keys().forEach(keys::add);
        return new String(Json.bytes(content), StandardCharsets.UTF_8);
    }

    /** Which part of the list a call asks for. */
    static Page page(ListQuery asked) {
        String after = asked.after();
        return after == null ? Page.at(asked.skip(), asked.limit()) : Page.after(position(after), asked.limit());
    }

    @SuppressWarnings("NullAway") // That a key may be null is not seen in a compiled class.
    private static Position position(String text) {
        ObjectNode content = Json.read(text.getBytes(StandardCharsets.UTF_8));
        List<@Nullable String> keys = new ArrayList<>();
        content.get("keys").forEach(key -> keys.add(key.textValue()));
        return new Position(keys, content.get("id").textValue());
    }
}
