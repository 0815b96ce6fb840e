package io.sightline.api.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.api.admin.Problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object, one by one, and notes every fault instead of stopping at the first. After the last
 * field comes {@link #check}, which refuses fields that nobody asked for; values read before it stand in for missing ones and
 * must not be used. In a merge patch a field that is absent stays as it is ({@link #has}) and one that is null goes.
 */
final class Fields {

    private final ObjectNode node;
    private final String pointer;
    private final List<Fault> faults;
    private final Set<String> known = new HashSet<>();
    private final List<Fields> parts = new ArrayList<>();

    Fields(ObjectNode node) {
        this(node, "", new ArrayList<>());
    }

    private Fields(ObjectNode node, String pointer, List<Fault> faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** @throws Rejection when any field was at fault, or one was there that nobody asked for */
    void check() {
        noteUnknown();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults).rejection();
        }
    }

    private void noteUnknown() {
        for (var field : node.properties()) {
            if (!known.contains(field.getKey())) {
                fault(field.getKey(), "unknown_field", "There is no such field");
            }
        }
        parts.forEach(Fields::noteUnknown);
    }

    boolean has(String name) {
        known.add(name);
        return node.has(name);
    }

    boolean isNull(String name) {
        return has(name) && node.get(name).isNull();
    }

    boolean isText(String name) {
        JsonNode value = value(name);
        return value != null && value.isTextual();
    }

    /** A text of 1 to {@code max} characters. */
    String text(String name, int max) {
        String text = optionalText(name, max);
        if (text == null) {
            return missing(name, "");
        }
        if (text.isBlank()) {
            fault(name, "blank", "It must not be blank");
        }
        return text;
    }

    @Nullable
    String optionalText(String name, int max) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            return wrong(name, "A text is expected", null);
        }
        if (value.textValue().length() > max) {
            return wrong(name, "At most " + max + " characters", null);
        }
        return value.textValue();
    }

    int integer(String name, int min, int max) {
        Integer number = optionalInteger(name, min, max);
        return number == null ? missing(name, min) : number;
    }

    @Nullable
    Integer optionalInteger(String name, int min, int max) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            return wrong(name, "A whole number is expected", null);
        }
        if (value.intValue() < min || value.intValue() > max) {
            return wrong(name, "From " + min + " to " + max, null);
        }
        return value.intValue();
    }

    /** A whole number of any size that is counted in; for amounts of money. */
    long whole(String name, long min, long max) {
        JsonNode value = value(name);
        if (value == null) {
            return missing(name, min);
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            return wrong(name, "A whole number is expected", min);
        }
        if (value.longValue() < min || value.longValue() > max) {
            return wrong(name, "From " + min + " to " + max, min);
        }
        return value.longValue();
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        return value.isBoolean() ? value.booleanValue() : wrong(name, "true or false is expected", otherwise);
    }

    /** One of an enum's constants, as {@link Json#word} spells them. */
    <E extends Enum<E>> E choice(String name, Class<E> type) {
        E chosen = optionalChoice(name, type);
        return chosen == null ? missing(name, constants(type).get(0)) : chosen;
    }

    <E extends Enum<E>> @Nullable E optionalChoice(String name, Class<E> type) {
        String word = optionalText(name, 64);
        if (word == null) {
            return null;
        }
        for (E constant : constants(type)) {
            if (Json.word(constant).equals(word)) {
                return constant;
            }
        }
        String words = constants(type).stream().map(Json::word).collect(Collectors.joining(", "));
        fault(name, "invalid", "One of " + words);
        return null;
    }

    private static <E extends Enum<E>> List<E> constants(Class<E> type) {
        return Arrays.asList(type.getEnumConstants());
    }

    Instant instant(String name) {
        String text = optionalText(name, 64);
        if (text == null) {
            return missing(name, Instant.EPOCH);
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return wrong(name, "A time such as 2026-11-22T12:00:00Z is expected", Instant.EPOCH);
        }
    }

    /** A value that a type's own constructor checks, such as an id. */
    <T> @Nullable T optional(String name, Function<String, T> type) {
        String text = optionalText(name, 1_024);
        if (text == null) {
            return null;
        }
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            return wrong(name, String.valueOf(e.getMessage()), null);
        }
    }

    /** The same, required; {@code standIn} only fills the place of a faulty one until {@link #check}. */
    <T> T required(String name, Function<String, T> type, T standIn) {
        T value = optional(name, type);
        return value == null ? missing(name, standIn) : value;
    }

    /** A list of distinct texts; absent is none. */
    Set<String> texts(String name, int count, int max) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode each : array(name, count)) {
            if (!each.isTextual() || each.textValue().length() > max) {
                wrong(name, "Texts of at most " + max + " characters are expected", "");
            } else {
                texts.add(each.textValue());
            }
        }
        return texts;
    }

    /** A list of distinct values that a type's own constructor checks; absent is none. */
    <T> Set<T> values(String name, int count, int max, Function<String, T> type) {
        Set<T> values = new LinkedHashSet<>();
        for (String text : texts(name, count, max)) {
            try {
                values.add(type.apply(text));
            } catch (IllegalArgumentException e) {
                wrong(name, String.valueOf(e.getMessage()), "");
            }
        }
        return values;
    }

    /** A list of objects; absent is none. */
    List<Fields> objects(String name, int count) {
        List<Fields> objects = new ArrayList<>();
        int index = 0;
        for (JsonNode each : array(name, count)) {
            if (each instanceof ObjectNode object) {
                objects.add(part(object, pointerTo(name) + "/" + index));
            } else {
                wrong(name, "A list of objects is expected", "");
            }
            index++;
        }
        return objects;
    }

    /** An object within this one; absent is an empty one. */
    Fields object(String name) {
        JsonNode value = value(name);
        if (value != null && !(value instanceof ObjectNode)) {
            wrong(name, "An object is expected", "");
        }
        return part(value instanceof ObjectNode object ? object : Json.object(), pointerTo(name));
    }

    /** The same; null when it is absent or null. */
    @Nullable
    Fields optionalObject(String name) {
        return value(name) == null ? null : object(name);
    }

    /** True, false, or null when it is absent or null. */
    @Nullable
    Boolean optionalFlag(String name) {
        return value(name) == null ? null : flag(name, false);
    }

    /** An object of texts by name; absent is none. */
    Map<String, String> map(String name, int count, int max) {
        Map<String, String> map = new LinkedHashMap<>();
        JsonNode value = value(name);
        if (value == null) {
            return map;
        }
        if (!(value instanceof ObjectNode object) || object.size() > count) {
            return wrong(name, "An object of at most " + count + " texts is expected", map);
        }
        for (var each : object.properties()) {
            if (!each.getValue().isTextual() || each.getValue().textValue().length() > max) {
                return wrong(name, "Texts of at most " + max + " characters are expected", map);
            }
            map.put(each.getKey(), each.getValue().textValue());
        }
        return map;
    }

    private Iterable<JsonNode> array(String name, int count) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > count) {
            return wrong(name, "A list of at most " + count + " is expected", List.<JsonNode>of());
        }
        return value;
    }

    private Fields part(ObjectNode object, String at) {
        Fields part = new Fields(object, at, faults);
        parts.add(part);
        return part;
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private <T> T missing(String name, T standIn) {
        if (value(name) == null) {
            fault(name, "required", "It must be given");
        }
        return standIn;
    }

    private <T extends @Nullable Object> T wrong(String name, String message, T standIn) {
        fault(name, "invalid", message);
        return standIn;
    }

    void fault(String name, String code, String message) {
        faults.add(new Fault(pointerTo(name), code, message));
    }

    private String pointerTo(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
