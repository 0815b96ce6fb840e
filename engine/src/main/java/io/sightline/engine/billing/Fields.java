package io.sightline.engine.billing;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Personal;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of one JSON object one by one, gathers what is wrong with them, and in the end whatever nobody has asked for.
 * A faulty field yields a harmless value, so that the rest is checked as well. Null is the same as absent.
 */
final class Fields {

    private static final int MOST_ERRORS = 32;

    private final ObjectNode object;
    private final String pointer;
    private final List<FieldError> errors;
    private final Set<String> taken = new HashSet<>();

    Fields(ObjectNode object) {
        this(object, "", new ArrayList<>());
    }

    private Fields(ObjectNode object, String pointer, List<FieldError> errors) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    @Nullable
    JsonNode take(String name) {
        taken.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** A text of 1 to {@code most} characters that is not blank and has no control characters. */
    String text(String name, int most) {
        String text = optionalText(name, most);
        return text == null ? missing(name, "") : text;
    }

    @Nullable
    String optionalText(String name, int most) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            return wrong(name, FieldError.Code.TYPE, "This is a text", "");
        }
        String text = value.textValue();
        if (text.isBlank() || text.length() > most) {
            return wrong(name, FieldError.Code.LENGTH, "This has 1 to " + most + " characters", "");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            return wrong(name, FieldError.Code.FORMAT, "This has no control characters", "");
        }
        return text;
    }

    /** A text that may have any characters, spaces at its ends included. */
    Secret secret(String name, int most) {
        JsonNode value = take(name);
        if (value == null) {
            return new Secret(missing(name, ""));
        }
        if (!value.isTextual()) {
            return new Secret(wrong(name, FieldError.Code.TYPE, "This is a text", ""));
        }
        String text = value.textValue();
        if (text.isEmpty() || text.length() > most) {
            return new Secret(wrong(name, FieldError.Code.LENGTH, "This has 1 to " + most + " characters", ""));
        }
        return new Secret(text);
    }

    @Nullable
    Personal optionalPersonal(String name, int most) {
        String text = optionalText(name, most);
        return text == null ? null : Personal.of(text);
    }

    @Nullable
    Long optionalWhole(String name, long least, long most) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            return wrong(name, FieldError.Code.TYPE, "This is a whole number", least);
        }
        BigInteger number = value.bigIntegerValue();
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            return wrong(name, FieldError.Code.RANGE, "This is " + least + " to " + most, least);
        }
        return number.longValueExact();
    }

    boolean flag(String name, boolean absent) {
        JsonNode value = take(name);
        if (value == null) {
            return absent;
        }
        return value.isBoolean()
                ? value.booleanValue()
                : wrong(name, FieldError.Code.TYPE, "This is true or false", absent);
    }

    /** One of several words; {@code absent} when there is none, or an error when that is null. */
    <T> T oneOf(String name, Map<String, T> words, @Nullable T absent) {
        T any = words.values().iterator().next();
        JsonNode value = take(name);
        if (value == null) {
            return absent == null ? missing(name, any) : absent;
        }
        if (!value.isTextual()) {
            return wrong(name, FieldError.Code.TYPE, "This is a text", any);
        }
        T meant = words.get(value.textValue());
        return meant == null
                ? wrong(name, FieldError.Code.RANGE, "This is one of " + String.join(", ", words.keySet()), any)
                : meant;
    }

    /** A moment in ISO 8601 with an offset or Z, from the year 2000 to {@code latest}. */
    Instant moment(String name, Instant latest) {
        String text = text(name, 64);
        if (text.isEmpty()) {
            return Instant.EPOCH;
        }
        Instant moment;
        try {
            moment = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return wrong(name, FieldError.Code.FORMAT, "This is a moment such as 2026-11-22T09:30:00Z", Instant.EPOCH);
        }
        if (moment.isBefore(Instant.parse("2000-01-01T00:00:00Z")) || moment.isAfter(latest)) {
            return wrong(
                    name,
                    FieldError.Code.RANGE,
                    "This lies before 2000 or too far ahead of the server's clock",
                    Instant.EPOCH);
        }
        return moment;
    }

    /** The objects of an array, each with its fields. */
    List<Fields> objects(String name, int most) {
        JsonNode value = take(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            return wrong(name, FieldError.Code.TYPE, "This is a list", List.of());
        }
        if (value.size() > most) {
            return wrong(name, FieldError.Code.LENGTH, "This has at most " + most + " entries", List.of());
        }
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i) instanceof ObjectNode each) {
                objects.add(new Fields(each, pointer + "/" + name + "/" + i, errors));
            } else {
                wrong(name + "/" + i, FieldError.Code.TYPE, "This is an object", "");
            }
        }
        return objects;
    }

    <T> T missing(String name, T harmless) {
        return wrong(name, FieldError.Code.REQUIRED, "This is required", harmless);
    }

    <T> T wrong(String name, FieldError.Code code, String message, T harmless) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(pointer + "/" + name, code, message));
        }
        return harmless;
    }

    /** Objects to every field that was not taken. */
    void finish() {
        object.fieldNames().forEachRemaining(name -> {
            if (!taken.contains(name)) {
                wrong(
                        name.replace("~", "~0").replace("/", "~1"),
                        FieldError.Code.UNKNOWN_FIELD,
                        "There is no such field",
                        "");
            }
        });
    }
}
