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
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.ClientMessage.Ack;
import io.sightline.engine.sync.wire.ClientMessage.Auth;
import io.sightline.engine.sync.wire.ClientMessage.Bye;
import io.sightline.engine.sync.wire.ClientMessage.Dig;
import io.sightline.engine.sync.wire.ClientMessage.Held;
import io.sightline.engine.sync.wire.ClientMessage.Hello;
import io.sightline.engine.sync.wire.ClientMessage.Malformed;
import io.sightline.engine.sync.wire.ClientMessage.Nack;
import io.sightline.engine.sync.wire.ClientMessage.Ping;
import io.sightline.engine.sync.wire.ClientMessage.Resume;
import io.sightline.engine.sync.wire.ClientMessage.Unknown;
import io.sightline.engine.sync.wire.ClientMessage.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * Reads clients' messages. Unknown keys are ignored, everything else is strict: a wrong type, a missing key, a value out of
 * its bounds, content after the message make it {@link Malformed}. Stateless and thread-safe.
 */
public final class ClientMessages {

    private static final Pattern INSTALLATION = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern EPOCH = Pattern.compile("[0-9a-f]{16}");
    private static final int LONGEST_WAIT_SECONDS = 55;
    private static final int MOST_ITEMS = 5_000;

    /** Something a client may not say. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    private ClientMessages() {}

    /** @param limit the longest message in bytes */
    public static ClientMessage decode(Encoding encoding, byte[] bytes, int limit) {
        if (bytes.length > limit) {
            return new Malformed("longer than " + limit + " bytes");
        }
        try (JsonParser parser = encoding.factory().createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Malformed("not a map");
            }
            Map<String, Object> fields = object(parser);
            if (parser.nextToken() != null) {
                return new Malformed("more than one message");
            }
            return message(fields);
        } catch (Refused e) {
            return new Malformed(String.valueOf(e.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            return new Malformed("not readable as " + encoding.subprotocol());
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException, Refused {
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

    private static ClientMessage message(Map<String, Object> fields) throws Refused {
        String type = text(fields, "t", 32);
        return switch (type) {
            case "hello" -> hello(fields);
            case "ack" -> new Ack(number(fields, "n"), unreadable(fields));
            case "nack" ->
                new Nack(number(fields, "n"), source(fields.get("s")), text(fields, "why", 64), have(fields));
            case "dig" -> dig(fields);
            case "auth" -> new Auth(text(fields, "token", 8_192));
            case "ping" -> new Ping();
            case "bye" -> new Bye();
            default -> new Unknown(flag(fields.get("!")));
        };
    }

    private static boolean flag(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || (value instanceof Long number && number != 0);
    }

    private static Hello hello(Map<String, Object> fields) throws Refused {
        if (number(fields, "v") != 1) {
            throw new Refused("v is not 1");
        }
        String environment = text(fields, "env", 16);
        if (!List.of("desktop", "web", "mobile").contains(environment)) {
            throw new Refused("env is not desktop, web or mobile");
        }
        String installation = text(fields, "inst", 64);
        if (!INSTALLATION.matcher(installation).matches()) {
            throw new Refused("inst is not 8 to 64 characters of A-Z a-z 0-9 _ -");
        }
        String root = optional(fields, "root", 16);
        Mark manifest = fields.get("me") == null ? null : new Mark(epoch(fields.get("me")), number(fields, "mrev"));
        long wait = fields.get("wait") == null ? 0 : number(fields, "wait");
        if (wait > LONGEST_WAIT_SECONDS) {
            throw new Refused("wait is longer than " + LONGEST_WAIT_SECONDS + " s");
        }
        return new Hello(
                optional(fields, "token", 8_192),
                environment,
                installation,
                optional(fields, "app", 64),
                caps(fields),
                manifest,
                cursor(fields),
                root,
                resume(fields),
                (int) wait);
    }

    private static List<String> caps(Map<String, Object> fields) throws Refused {
        List<String> caps = new ArrayList<>();
        for (Object cap : list(fields.get("caps"), "caps")) {
            if (!(cap instanceof String text) || text.length() > 32 || caps.size() == 32) {
                throw new Refused("caps are at most 32 short texts");
            }
            caps.add(text);
        }
        return caps;
    }

    private static @Nullable List<Held> cursor(Map<String, Object> fields) throws Refused {
        if (fields.get("cur") == null) {
            return null;
        }
        Map<SourceId, Held> held = new java.util.LinkedHashMap<>();
        for (Object item : list(fields.get("cur"), "cur")) {
            List<?> row = list(item, "cur");
            if (row.size() < 4) {
                throw new Refused("cur is not of [s, e, rev, g]");
            }
            SourceId source = source(row.get(0));
            if (source == null) {
                throw new Refused("cur without a source");
            }
            held.put(
                    source,
                    new Held(
                            source,
                            new Mark(epoch(row.get(1)), natural(row.get(2), "cur")),
                            natural(row.get(3), "cur")));
        }
        return List.copyOf(held.values());
    }

    private static @Nullable Resume resume(Map<String, Object> fields) throws Refused {
        if (fields.get("res") == null) {
            return null;
        }
        if (!(fields.get("res") instanceof Map<?, ?> map)
                || !(map.get("sid") instanceof String sid)
                || sid.length() > 64) {
            throw new Refused("res is not {sid, n}");
        }
        return new Resume(sid, natural(map.get("n"), "res"));
    }

    private static List<Unreadable> unreadable(Map<String, Object> fields) throws Refused {
        List<Unreadable> unreadable = new ArrayList<>();
        for (Object item : list(fields.get("bad"), "bad")) {
            List<?> row = list(item, "bad");
            if (row.size() < 2 || !(row.get(1) instanceof String key) || key.length() > 256) {
                throw new Refused("bad is not of [s, k]");
            }
            SourceId source = source(row.get(0));
            if (source != null) {
                unreadable.add(new Unreadable(source, key));
            }
        }
        return unreadable;
    }

    private static @Nullable Mark have(Map<String, Object> fields) throws Refused {
        List<?> have = list(fields.get("have"), "have");
        if (have.isEmpty()) {
            return null;
        }
        if (have.size() < 2) {
            throw new Refused("have is not [e, rev]");
        }
        return new Mark(epoch(have.get(0)), natural(have.get(1), "have"));
    }

    private static Dig dig(Map<String, Object> fields) throws Refused {
        SourceId source = source(fields.get("s"));
        if (source == null) {
            throw new Refused("dig without a source");
        }
        Digest.Leaves leaves = null;
        if (fields.get("leaves") != null) {
            List<Digest> digests = new ArrayList<>();
            for (Object leaf : list(fields.get("leaves"), "leaves")) {
                digests.add(digest(leaf));
            }
            if (digests.size() != Digest.LEAVES) {
                throw new Refused("leaves are not " + Digest.LEAVES);
            }
            leaves = new Digest.Leaves(digests);
        }
        return new Dig(
                source,
                epoch(fields.get("e")),
                number(fields, "rev"),
                number(fields, "g"),
                digest(fields.get("d")),
                leaves);
    }

    private static Digest digest(@Nullable Object value) throws Refused {
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

    private static List<?> list(@Nullable Object value, String name) throws Refused {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new Refused(name + " is not a list");
        }
        return list;
    }

    private static @Nullable SourceId source(@Nullable Object value) throws Refused {
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

    private static Epoch epoch(@Nullable Object value) throws Refused {
        if (!(value instanceof String text) || !EPOCH.matcher(text).matches()) {
            throw new Refused("an epoch is not 16 hex digits");
        }
        return new Epoch(text);
    }

    private static String text(Map<String, Object> fields, String name, int longest) throws Refused {
        String text = optional(fields, name, longest);
        if (text == null) {
            throw new Refused(name + " is missing");
        }
        return text;
    }

    private static @Nullable String optional(Map<String, Object> fields, String name, int longest) throws Refused {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || text.length() > longest) {
            throw new Refused(name + " is not a text of at most " + longest + " characters");
        }
        return text;
    }

    private static long number(Map<String, Object> fields, String name) throws Refused {
        return natural(fields.get(name), name);
    }

    private static long natural(@Nullable Object value, String name) throws Refused {
        if (!(value instanceof Long number) || number < 0) {
            throw new Refused(name + " is not a whole number of at least 0");
        }
        return number;
    }
}
