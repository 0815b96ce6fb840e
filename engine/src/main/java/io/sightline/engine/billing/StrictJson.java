package io.sightline.engine.billing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON as this package takes it: one object in well-formed UTF-8 without a byte order mark, each key once, within limits that
 * hold before anything is built; and the one way it is written, so that equal documents have equal bytes.
 */
final class StrictJson {

    static final int MAX_BYTES = 64 * 1_024;
    static final int MAX_DEPTH = 32;
    static final int MAX_TEXT = 16 * 1_024;
    static final int MAX_NAME = 256;
    static final int MAX_DIGITS = 64;

    /** Something is wrong with the document itself, so no field of it is looked at. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient FieldError error;

        Fault(String pointer, FieldError.Code code, String message) {
            super(message, null, false, false);
            error = new FieldError(pointer, code, message);
        }

        FieldError error() {
            return error;
        }
    }

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .maxNameLength(MAX_NAME)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    // Names come from outside; interning them would let a sender fill a table that is never emptied.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private StrictJson() {}

    static ObjectNode read(byte[] bytes) throws Fault {
        if (bytes.length > MAX_BYTES) {
            throw new Fault("", FieldError.Code.LIMIT, "A request is at most 64 KiB");
        }
        try (JsonParser parser = MAPPER.createParser(text(bytes))) {
            return document(parser);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String text(byte[] bytes) throws Fault {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw new Fault("", FieldError.Code.MALFORMED, "A request is well-formed UTF-8");
        }
    }

    private static ObjectNode document(JsonParser parser) throws IOException, Fault {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Fault("", FieldError.Code.MALFORMED, "A request is one JSON object");
            }
            ObjectNode document = object(parser);
            if (parser.nextToken() != null) {
                throw new Fault("", FieldError.Code.MALFORMED, "Nothing may follow the object");
            }
            return document;
        } catch (StreamConstraintsException beyond) {
            throw new Fault(
                    at(parser),
                    FieldError.Code.LIMIT,
                    "Nesting is at most 32 levels, a text 16 KiB, a name 256 characters, a number 64 digits");
        } catch (JsonProcessingException wrong) {
            throw new Fault(at(parser), FieldError.Code.MALFORMED, "This is not JSON");
        }
    }

    private static ObjectNode object(JsonParser parser) throws IOException, Fault {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser, parser.currentName());
            if (object.has(name)) {
                throw new Fault(at(parser), FieldError.Code.DUPLICATE_KEY, "A key may appear once");
            }
            parser.nextToken();
            object.set(name, value(parser));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException, Fault {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static JsonNode value(JsonParser parser) throws IOException, Fault {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> nodes.textNode(wellFormed(parser, parser.getText()));
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            // Kept as written: 1e999 is no double, and its plain form could be as long as its exponent says.
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            default -> nodes.nullNode();
        };
    }

    /** An escape can spell half a character; as UTF-8 all such halves would be the same question mark. */
    private static String wellFormed(JsonParser parser, String text) throws Fault {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Fault(at(parser), FieldError.Code.MALFORMED, "A text has half of a character");
        }
        return text;
    }

    private static String at(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    /** The canonical form: no spaces, keys in order. */
    static byte[] write(ObjectNode document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
