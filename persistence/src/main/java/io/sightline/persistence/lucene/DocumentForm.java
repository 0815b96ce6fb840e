package io.sightline.persistence.lucene;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.Value;
import org.apache.lucene.util.BytesRef;

/** A document as bytes. An index whose documents have another form has another {@link #VERSION} and is built anew. */
final class DocumentForm {

    static final String VERSION = "3";

    private static final int TEXT = 1;
    private static final int CODES = 2;
    private static final int NUMBER = 3;

    private DocumentForm() {}

    static BytesRef write(Document document) throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        var out = new DataOutputStream(bytes);
        out.writeUTF(document.kind());
        out.writeUTF(document.id());
        out.writeShort(document.values().size());
        for (var each : new TreeMap<>(document.values()).entrySet()) {
            out.writeUTF(each.getKey());
            write(out, each.getValue());
        }
        return new BytesRef(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, Value value) throws IOException {
        if (value instanceof Value.Text text) {
            out.writeByte(TEXT);
            out.writeUTF(text.text());
        } else if (value instanceof Value.Codes codes) {
            out.writeByte(CODES);
            out.writeInt(codes.codes().size());
            for (var code : codes.codes()) {
                out.writeUTF(code);
            }
        } else if (value instanceof Value.Figure number) {
            out.writeByte(NUMBER);
            out.writeLong(number.number());
        } else {
            throw new AssertionError(value);
        }
    }

    static Document read(BytesRef bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length));
        var kind = in.readUTF();
        var id = in.readUTF();
        Map<String, Value> values = new LinkedHashMap<>();
        for (var left = in.readUnsignedShort(); left > 0; left--) {
            values.put(in.readUTF(), value(in));
        }
        return new Document(kind, id, values);
    }

    private static Value value(DataInputStream in) throws IOException {
        var type = in.readByte();
        if (type == TEXT) {
            return new Value.Text(in.readUTF());
        }
        if (type == NUMBER) {
            return new Value.Figure(in.readLong());
        }
        if (type != CODES) {
            throw new IOException("A value of type " + type + " is not known");
        }
        var codes = new ArrayList<String>();
        for (var left = in.readInt(); left > 0; left--) {
            codes.add(in.readUTF());
        }
        return new Value.Codes(codes);
    }
}
