package io.sightline.bench;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/** Which routes of the admin plane list something, by its own description: those whose answer has {@code items}. */
final class ListedRoutes {

    private static final String PREFIX = "/api/v1";

    private final JsonNode description;

    private ListedRoutes(JsonNode description) {
        this.description = description;
    }

    /** Paths below {@code /api/v1}, with names in braces. */
    static Set<String> of(JsonNode description) {
        return new ListedRoutes(description).all();
    }

    private Set<String> all() {
        Set<String> listed = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            JsonNode answer = resolved(path.getValue().at("/get/responses/200"));
            JsonNode schema = answer.path("content").path("application/json").path("schema");
            if (path.getKey().startsWith(PREFIX) && hasItems(schema)) {
                listed.add(path.getKey().substring(PREFIX.length()));
            }
        }
        return listed;
    }

    private boolean hasItems(JsonNode schema) {
        JsonNode there = resolved(schema);
        if (there.path("properties").has("items")) {
            return true;
        }
        for (JsonNode part : there.path("allOf")) {
            if (hasItems(part)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode there = node;
        while (there.has("$ref")) {
            there = description.at(there.path("$ref").asText().substring(1));
        }
        return there;
    }
}
