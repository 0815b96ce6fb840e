package io.sightline.engine.sync.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Digest;
import org.jspecify.annotations.Nullable;

/** The values of a client's message, each read strictly: of the right type, within its bounds, or {@link Refused}. */
final class Fields {

    private static final Pattern EPOCH = Pattern.compile("[0-9a-f]{16}");
    private static final int MOST_ITEMS = 5_000;

    /** Something a client may not say. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    private Fields() {}

    static Map<String, Object> object(JsonParser parser) throws IOException, Refused {
        Map<String, Object> fields = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (parser.currentToken() != JsonToken.FIELD_NAME) {
                throw new Refused("broken off");
            }
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException, Refused {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new Refused("broken off");
        }
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            case START_OBJECT -> object(parser);
            case START_ARRAY -> items(parser);
            default -> throw new Refused("a value of an unknown kind");
        };
    }

    private static List<@Nullable Object> items(JsonParser parser) throws IOException, Refused {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == MOST_ITEMS) {
                throw new Refused("a list of more than " + MOST_ITEMS);
            }
            items.add(value(parser));
        }
        return items;
    }

    static boolean flag(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || (value instanceof Long number && number != 0);
    }

    static Digest digest(@Nullable Object value) throws Refused {
        List<?> pair = list(value, "d");
        if (pair.size() < 2 || !(pair.get(1) instanceof String sum)) {
            throw new Refused("a digest is not [count, sum]");
        }
        try {
            return Digest.parse((int) Math.min(Integer.MAX_VALUE, natural(pair.get(0), "d")), sum);
        } catch (IllegalArgumentException e) {
            throw new Refused("a digest's sum is not 32 hex digits");
        }
    }

    static List<?> list(@Nullable Object value, String name) throws Refused {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new Refused(name + " is not a list");
        }
        return list;
    }

    static @Nullable SourceId source(@Nullable Object value) throws Refused {
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw new Refused("a source is not a text");
        }
        try {
            return new SourceId(text);
        } catch (IllegalArgumentException e) {
            throw new Refused("a source's id is malformed");
        }
    }

    static Epoch epoch(@Nullable Object value) throws Refused {
        if (!(value instanceof String text) || !EPOCH.matcher(text).matches()) {
            throw new Refused("an epoch is not 16 hex digits");
        }
        return new Epoch(text);
    }

    static String text(Map<String, Object> fields, String name, int longest) throws Refused {
        String text = optional(fields, name, longest);
        if (text == null) {
            throw new Refused(name + " is missing");
        }
        return text;
    }

    static @Nullable String optional(Map<String, Object> fields, String name, int longest) throws Refused {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || text.length() > longest) {
            throw new Refused(name + " is not a text of at most " + longest + " characters");
        }
        return text;
    }

    static long number(Map<String, Object> fields, String name) throws Refused {
        return natural(fields.get(name), name);
    }

    static long natural(@Nullable Object value, String name) throws Refused {
        if (!(value instanceof Long number) || number < 0) {
            throw new Refused(name + " is not a whole number of at least 0");
        }
        return number;
    }
}
