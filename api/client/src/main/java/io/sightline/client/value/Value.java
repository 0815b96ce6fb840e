package io.sightline.client.value;

import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An understood value of schema 1 (protocol page, section 8). Members that this library has no rule for are kept as they came.
 *
 * @param kind {@code camera}, {@code intercom}, {@code own}, {@code case}, {@code licences}, {@code tracker}, {@code object}, {@code note},
 *     {@code profile} or {@code permissions}
 * @param members the whole document; not to be changed
 */
public record Value(String kind, ObjectNode members) {
    public static final String CAMERA = "camera";
    public static final String INTERCOM = "intercom";
    public static final String OWN = "own";
    public static final String CASE = "case";
    public static final String LICENCES = "licences";
    public static final String PROFILE = "profile";
    public static final String PERMISSIONS = "permissions";
    public static final String TRACKER = "tracker";
    public static final String OBJECT = "object";
    public static final String NOTE = "note";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> STATES = Set.of("green", "yellow", "red", "locked");
    private static final Set<String> ACCESSES = Set.of("full", "live", "locked");
    private static final Set<String> HOLDINGS = Set.of("owner", "change", "view", "locked");

    /** Reads a value; empty when this library does not understand it, which the server learns as {@code bad}. */
    public static Optional<Value> parse(String v) {
        JsonNode document;
        try {
            document = JSON.readTree(v);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (!(document instanceof ObjectNode members)
                || !members.path("$").isInt()
                || members.path("$").intValue() != 1) {
            return Optional.empty();
        }
        var value = new Value(members.path("kind").asText(), members);
        return value.understood() ? Optional.of(value) : Optional.empty();
    }

    /** The member as text, empty text when it is absent. */
    public String text(String member) {
        return members.path(member).asText("");
    }

    private boolean understood() {
        return switch (kind) {
            case CAMERA ->
                members.path("name").isTextual() && STATES.contains(text("state")) && ACCESSES.contains(text("access"));
            case INTERCOM ->
                members.path("name").isTextual() && members.path("online").isBoolean();
            case OWN ->
                optional("name") && (!members.has("access") || text("access").equals("blocked"));
            case CASE ->
                members.path("title").isTextual()
                        && members.path("type").isTextual()
                        && members.path("cameras").isArray();
            case TRACKER -> members.path("name").isTextual() && HOLDINGS.contains(text("access"));
            case OBJECT ->
                members.path("name").isTextual() && members.path("change").isArray();
            case NOTE ->
                members.path("title").isTextual()
                        && members.path("text").isTextual()
                        && members.path("read").isBoolean();
            case LICENCES -> members.path("levels").isArray();
            case PROFILE -> members.path("areas").isArray();
            case PERMISSIONS -> members.path("codes").isArray();
            default -> false;
        };
    }

    private boolean optional(String member) {
        return !members.has(member) || members.path(member).isTextual();
    }
}
