package io.sightline.api.admin;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * What two views of one thing differ in, fit to be kept: ids, states, numbers, truth values and moments as they are, every other
 * text replaced. A text is shown only where its field is known to hold nothing of a person and no secret, so a field that is new
 * is hidden. What a name tells depends on what it names: a camera's is shown and a user's is not.
 */
final class Redaction {

    private static final TextNode HIDDEN = TextNode.valueOf("***");

    /** Past this many characters only the names of the fields are kept. */
    private static final int MOST = 16 * 1024;

    private static final Set<String> SHOWN = Set.of(
            "id",
            "kind",
            "origin",
            "parent",
            "parentId",
            "addressId",
            "status",
            "suspensions",
            "permissions",
            "effectivePermissions",
            "devices",
            "subUsers",
            "subscriberKind",
            "userType",
            "addresses",
            "folders",
            "cameras",
            "scopes",
            "roles",
            "createdAt",
            "expiresAt",
            "archive",
            "source",
            "service",
            "allows",
            "endDate",
            "pausedUntil",
            "type",
            "vendor",
            "departmentType",
            "connectionType",
            "operationalStatus",
            "availability",
            "users",
            "user",
            "currency",
            "operationFor",
            "paidUpTo",
            "startsAt",
            "endsAt",
            "unpaid",
            "userId",
            "administrator",
            "purpose",
            "startedAt",
            "holder",
            "places",
            "class",
            "open");

    /** Texts that are shown in things of one collection, for there they speak of a device, a place or a product. */
    private static final Map<String, Set<String>> SHOWN_OF = Map.ofEntries(
            Map.entry(
                    "cameras",
                    Set.of("name", "initialName", "externalId", "mac", "serialNumber", "csa", "installationCsa")),
            Map.entry(
                    "intercoms",
                    Set.of(
                            "name",
                            "externalId",
                            "mac",
                            "serialNumber",
                            "model",
                            "addressLabel",
                            "department",
                            "departmentName")),
            Map.entry("addresses", Set.of("name", "externalId", "csa")),
            Map.entry("folders", Set.of("name", "key")),
            Map.entry("tariff-plans", Set.of("title", "description")),
            Map.entry("device-tariffs", Set.of("name", "device", "features")),
            Map.entry("tracker-models", Set.of("code", "name")),
            Map.entry("roles", Set.of("name", "permissions")));

    /** The same of parts of a user that are read by themselves: codes and colours. */
    private static final Map<String, Set<String>> SHOWN_OF_PART = Map.of(
            "service",
            Set.of("name", "answer", "askedNext", "answeredAt"),
            "profile",
            Set.of("mode"),
            "branding",
            Set.of("primary", "background", "text"),
            "registration",
            Set.of("preferredMap", "registeredAt"));

    private final Set<String> shown;

    private Redaction(Set<String> shown) {
        this.shown = shown;
    }

    /** For views of what a path leads to, a thing or a part of one that is read by itself. */
    static Redaction of(List<String> path) {
        return new Redaction(Snapshots.part(path)
                .map(part -> SHOWN_OF_PART.getOrDefault(part, Set.of()))
                .orElseGet(() -> SHOWN_OF.getOrDefault(Snapshots.collection(path), Set.of())));
    }

    /** The collections that it knows, by their names in paths. */
    static Set<String> collections() {
        return SHOWN_OF.keySet();
    }

    /** The parts that it knows, by their names in paths. */
    static Set<String> parts() {
        return SHOWN_OF_PART.keySet();
    }

    /**
     * {@code before} and {@code after} as JSON with the fields that differ; of lists what is in one alone.
     *
     * @param before null when it was not there
     * @param after null when it is not there
     * @return null when nothing differs
     */
    @Nullable
    String changes(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        ObjectNode was = before == null ? Json.object() : before;
        ObjectNode is = after == null ? Json.object() : after;
        if (was.equals(is)) {
            return null;
        }
        ObjectNode changes = Json.object();
        changes.set("before", difference(was, is));
        changes.set("after", difference(is, was));
        String text = changes.toString();
        return text.length() <= MOST ? text : names(was, is).toString();
    }

    /** What one has and the other has not, or otherwise. */
    private ObjectNode difference(ObjectNode one, ObjectNode other) {
        ObjectNode difference = Json.object();
        for (Map.Entry<String, JsonNode> field : one.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode counterpart = other.path(name);
            if (value.equals(counterpart)) {
                continue;
            }
            if (value instanceof ObjectNode object && counterpart instanceof ObjectNode against) {
                difference.set(name, difference(object, against));
            } else if (value instanceof ArrayNode array && counterpart instanceof ArrayNode against) {
                difference.set(name, redacted(name, alone(array, against)));
            } else {
                difference.set(name, redacted(name, value));
            }
        }
        return difference;
    }

    private static ArrayNode alone(ArrayNode array, ArrayNode against) {
        Set<JsonNode> there = new HashSet<>();
        against.forEach(there::add);
        ArrayNode alone = Json.array();
        for (Iterator<JsonNode> each = array.elements(); each.hasNext(); ) {
            JsonNode element = each.next();
            if (!there.contains(element)) {
                alone.add(element);
            }
        }
        return alone;
    }

    private JsonNode redacted(String field, JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(each -> copy.set(each.getKey(), redacted(each.getKey(), each.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(each -> copy.add(redacted(field, each)));
            return copy;
        }
        return value.isTextual() && !SHOWN.contains(field) && !shown.contains(field) ? HIDDEN : value;
    }

    private static ObjectNode names(ObjectNode was, ObjectNode is) {
        Set<String> names = new TreeSet<>();
        was.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> was.path(name).equals(is.path(name)));
        ObjectNode changes = Json.object();
        names.forEach(changes.putArray("fields")::add);
        return changes;
    }
}
