package io.sightline.engine.sync.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import io.sightline.engine.sync.wire.Fields.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Reads clients' messages. Unknown keys are ignored, everything else is strict: a wrong type, a missing key, a value out of
 * its bounds, content after the message make it {@link Malformed}. Stateless and thread-safe.
 */
public final class ClientMessages {

    private static final Pattern INSTALLATION = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final int LONGEST_WAIT_SECONDS = 55;

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
            Map<String, Object> fields = Fields.object(parser);
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

    private static ClientMessage message(Map<String, Object> fields) throws Refused {
        String type = Fields.text(fields, "t", 32);
        return switch (type) {
            case "hello" -> hello(fields);
            case "ack" -> new Ack(Fields.number(fields, "n"), unreadable(fields));
            case "nack" ->
                new Nack(
                        Fields.number(fields, "n"),
                        Fields.source(fields.get("s")),
                        Fields.text(fields, "why", 64),
                        have(fields));
            case "dig" -> dig(fields);
            case "auth" -> new Auth(Fields.text(fields, "token", 8_192));
            case "ping" -> new Ping();
            case "bye" -> new Bye();
            default -> new Unknown(Fields.flag(fields.get("!")));
        };
    }

    private static Hello hello(Map<String, Object> fields) throws Refused {
        if (Fields.number(fields, "v") != 1) {
            throw new Refused("v is not 1");
        }
        String environment = Fields.text(fields, "env", 16);
        if (!List.of("desktop", "web", "mobile").contains(environment)) {
            throw new Refused("env is not desktop, web or mobile");
        }
        String installation = Fields.text(fields, "inst", 64);
        if (!INSTALLATION.matcher(installation).matches()) {
            throw new Refused("inst is not 8 to 64 characters of A-Z a-z 0-9 _ -");
        }
        String root = Fields.optional(fields, "root", 16);
        Mark manifest = fields.get("me") == null
                ? null
                : new Mark(Fields.epoch(fields.get("me")), Fields.number(fields, "mrev"));
        long wait = fields.get("wait") == null ? 0 : Fields.number(fields, "wait");
        if (wait > LONGEST_WAIT_SECONDS) {
            throw new Refused("wait is longer than " + LONGEST_WAIT_SECONDS + " s");
        }
        return new Hello(
                Fields.optional(fields, "token", 8_192),
                environment,
                installation,
                Fields.optional(fields, "app", 64),
                caps(fields),
                manifest,
                cursor(fields),
                root,
                resume(fields),
                (int) wait);
    }

    private static List<String> caps(Map<String, Object> fields) throws Refused {
        List<String> caps = new ArrayList<>();
        for (Object cap : Fields.list(fields.get("caps"), "caps")) {
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
        Map<SourceId, Held> held = new LinkedHashMap<>();
        for (Object item : Fields.list(fields.get("cur"), "cur")) {
            List<?> row = Fields.list(item, "cur");
            if (row.size() < 4) {
                throw new Refused("cur is not of [s, e, rev, g]");
            }
            SourceId source = Fields.source(row.get(0));
            if (source == null) {
                throw new Refused("cur without a source");
            }
            held.put(
                    source,
                    new Held(
                            source,
                            new Mark(Fields.epoch(row.get(1)), Fields.natural(row.get(2), "cur")),
                            Fields.natural(row.get(3), "cur")));
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
        return new Resume(sid, Fields.natural(map.get("n"), "res"));
    }

    private static List<Unreadable> unreadable(Map<String, Object> fields) throws Refused {
        List<Unreadable> unreadable = new ArrayList<>();
        for (Object item : Fields.list(fields.get("bad"), "bad")) {
            List<?> row = Fields.list(item, "bad");
            if (row.size() < 2 || !(row.get(1) instanceof String key) || key.length() > 256) {
                throw new Refused("bad is not of [s, k]");
            }
            SourceId source = Fields.source(row.get(0));
            if (source != null) {
                unreadable.add(new Unreadable(source, key));
            }
        }
        return unreadable;
    }

    private static @Nullable Mark have(Map<String, Object> fields) throws Refused {
        List<?> have = Fields.list(fields.get("have"), "have");
        if (have.isEmpty()) {
            return null;
        }
        if (have.size() < 2) {
            throw new Refused("have is not [e, rev]");
        }
        return new Mark(Fields.epoch(have.get(0)), Fields.natural(have.get(1), "have"));
    }

    private static Dig dig(Map<String, Object> fields) throws Refused {
        SourceId source = Fields.source(fields.get("s"));
        if (source == null) {
            throw new Refused("dig without a source");
        }
        Digest.Leaves leaves = null;
        if (fields.get("leaves") != null) {
            List<Digest> digests = new ArrayList<>();
            for (Object leaf : Fields.list(fields.get("leaves"), "leaves")) {
                digests.add(Fields.digest(leaf));
            }
            if (digests.size() != Digest.LEAVES) {
                throw new Refused("leaves are not " + Digest.LEAVES);
            }
            leaves = new Digest.Leaves(digests);
        }
        return new Dig(
                source,
                Fields.epoch(fields.get("e")),
                Fields.number(fields, "rev"),
                Fields.number(fields, "g"),
                Fields.digest(fields.get("d")),
                leaves);
    }
}
