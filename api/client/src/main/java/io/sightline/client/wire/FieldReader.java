package io.sightline.client.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one map, strict about their types and limits. After a key its value is the current token. */
final class FieldReader {

    /** Reads one element of a list whose first token is the current one. */
    interface Element<T> {
        T read() throws IOException;
    }

    private final JsonParser parser;
    private String key = "";

    FieldReader(JsonParser parser) {
        this.parser = parser;
    }

    void begin(JsonToken opening) throws IOException {
        expect(opening, opening == JsonToken.START_OBJECT ? "a map" : "a list");
    }

    /** Moves to the value of the next field and returns its key; null at the end of the map. */
    @Nullable
    String nextKey() throws IOException {
        return parser.nextToken() == JsonToken.END_OBJECT ? null : atField();
    }

    /** Whether the field just moved to exists. */
    boolean atKey() {
        return parser.currentToken() != JsonToken.END_OBJECT;
    }

    String key() {
        return key;
    }

    void next() throws IOException {
        parser.nextToken();
    }

    /** Skips what is left of a list. */
    void end() throws IOException {
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw new MalformedMessage(key + " does not end");
            }
            parser.skipChildren();
        }
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "text");
        return parser.getText();
    }

    long whole(long least, long most) throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new MalformedMessage(key + " is out of range");
        }
        long number = parser.getLongValue();
        if (number < least || number > most) {
            throw new MalformedMessage(key + " is out of range");
        }
        return number;
    }

    long revision() throws IOException {
        return whole(0, Long.MAX_VALUE);
    }

    boolean flag() throws IOException {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        return whole(Long.MIN_VALUE, Long.MAX_VALUE) != 0;
    }

    String source() throws IOException {
        var source = text();
        if (source.isEmpty() || source.length() > Limits.SOURCE_ID_CHARS) {
            throw new MalformedMessage("a source id is empty or longer than " + Limits.SOURCE_ID_CHARS + " characters");
        }
        // The root is made of lines and spaces.
        if (source.chars().anyMatch(c -> c <= ' ')) {
            throw new MalformedMessage("a source id has a space or control character");
        }
        return source;
    }

    String epoch() throws IOException {
        return hex(16);
    }

    /** Reads lower-case hex digits, of the given number unless that is -1. */
    String hex(int digits) throws IOException {
        var text = text();
        if (digits >= 0 && text.length() != digits) {
            throw new MalformedMessage(key + " has not " + digits + " hex digits");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                throw new MalformedMessage(key + " is not hex");
            }
        }
        return text;
    }

    <T> List<T> list(Element<T> element) throws IOException {
        begin(JsonToken.START_ARRAY);
        var list = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.read());
        }
        return list;
    }

    Entry entry() throws IOException {
        String k = null;
        long r = -1;
        long dr = -1;
        String v = null;
        String h = null;
        for (begin(JsonToken.START_OBJECT); nextKey() != null; ) {
            switch (key) {
                case "k" -> k = text();
                case "r" -> r = revision();
                case "dr" -> dr = revision();
                case "v" -> v = value();
                case "h" -> h = hex(16);
                default -> skip();
            }
        }
        return new Entry(present(k, "k"), present(r, "r"), present(dr, "dr"), present(v, "v"), present(h, "h"));
    }

    static <T> T present(@Nullable T value, String key) throws MalformedMessage {
        if (value == null) {
            throw new MalformedMessage(key + " is missing");
        }
        return value;
    }

    static long present(long value, String key) throws MalformedMessage {
        if (value < 0) {
            throw new MalformedMessage(key + " is missing");
        }
        return value;
    }

    private String value() throws IOException {
        var value = text();
        if (utf8Length(value) > Limits.VALUE_BYTES) {
            throw new MalformedMessage("a value is larger than " + Limits.VALUE_BYTES + " bytes");
        }
        return value;
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair stands for two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private String atField() throws IOException {
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
            throw new MalformedMessage("a message does not end");
        }
        key = parser.currentName();
        parser.nextToken();
        return key;
    }

    private void expect(JsonToken token, String what) throws MalformedMessage {
        if (parser.currentToken() != token) {
            throw new MalformedMessage((key.isEmpty() ? "a message" : key) + " is not " + what);
        }
    }
}
