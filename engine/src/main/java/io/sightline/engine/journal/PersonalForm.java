package io.sightline.engine.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.sightline.engine.domain.Personal;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what must be erasable, encrypted under the key and for the entity that stand in the call's attributes: personal
 * text, and password hashes, which stay plain strings in the domain. The entity and the field are bound to the value, so that it
 * cannot be moved to another. Without the key, reading yields nothing.
 */
final class PersonalForm {

    static final String KEY = "io.sightline.key";
    static final String ENTITY = "io.sightline.entity";

    private PersonalForm() {}

    private static void write(String text, JsonGenerator out, SerializerProvider call) throws IOException {
        if (text.isEmpty()) {
            out.writeBinary(new byte[0]);
            return;
        }
        if (!(call.getAttribute(KEY) instanceof DataKey key)) {
            throw new JournalException("There is no key for the personal data of " + call.getAttribute(ENTITY));
        }
        String context =
                context(call.getAttribute(ENTITY), out.getOutputContext().getCurrentName());
        out.writeBinary(key.encrypt(text.getBytes(StandardCharsets.UTF_8), context));
    }

    private static String read(JsonParser in, DeserializationContext call) throws IOException {
        byte[] kept = in.getBinaryValue();
        if (kept.length == 0 || !(call.getAttribute(KEY) instanceof DataKey key)) {
            return "";
        }
        String context = context(call.getAttribute(ENTITY), in.currentName());
        return new String(key.decrypt(kept, context), StandardCharsets.UTF_8);
    }

    private static String context(@Nullable Object entity, @Nullable String field) {
        return entity + "|" + field;
    }

    /** Mixed into every record that holds a password hash. */
    interface WithPasswordHash {
        @JsonSerialize(using = SecretWriter.class)
        @JsonDeserialize(using = SecretReader.class)
        String passwordHash();
    }

    static final class Writer extends StdSerializer<Personal> {

        private static final long serialVersionUID = 1L;

        Writer() {
            super(Personal.class);
        }

        @Override
        public void serialize(Personal value, JsonGenerator out, SerializerProvider call) throws IOException {
            write(value.text(), out, call);
        }
    }

    static final class Reader extends StdDeserializer<Personal> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(Personal.class);
        }

        @Override
        public Personal deserialize(JsonParser in, DeserializationContext call) throws IOException {
            return Personal.of(read(in, call));
        }
    }

    static final class SecretWriter extends StdSerializer<String> {

        private static final long serialVersionUID = 1L;

        SecretWriter() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator out, SerializerProvider call) throws IOException {
            write(value, out, call);
        }
    }

    static final class SecretReader extends StdDeserializer<String> {

        private static final long serialVersionUID = 1L;

        SecretReader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser in, DeserializationContext call) throws IOException {
            return read(in, call);
        }
    }
}
