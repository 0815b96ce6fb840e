package io.sightline.engine.sync.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;

/** The two forms of the same maps. */
public enum Encoding {
    JSON("sightline.v1.json", "application/json"),
    CBOR("sightline.v1.cbor", "application/cbor");

    /** Writes the fields of a message behind its type. */
    interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    private static final JsonFactory JSON_FACTORY = strict(JsonFactory.builder());
    private static final JsonFactory CBOR_FACTORY = strict(CBORFactory.builder());

    private final String subprotocol;
    private final String mediaType;

    Encoding(String subprotocol, String mediaType) {
        this.subprotocol = subprotocol;
        this.mediaType = mediaType;
    }

    private static JsonFactory strict(TSFBuilder<?, ?> builder) {
        return builder.streamReadConstraints(readConstraints())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    private static StreamReadConstraints readConstraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(8)
                .maxNumberLength(20)
                .maxStringLength(16_384)
                .maxNameLength(64)
                .build();
    }

    /** The WebSocket subprotocol's name. */
    public String subprotocol() {
        return subprotocol;
    }

    public String mediaType() {
        return mediaType;
    }

    JsonFactory factory() {
        return this == JSON ? JSON_FACTORY : CBOR_FACTORY;
    }

    /** One message as a frame. */
    Frame frame(Frame.Kind kind, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = factory().createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("t", kind.type());
            body.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return new Frame(kind, bytes.toByteArray());
    }

    public static Optional<Encoding> ofSubprotocol(String name) {
        for (Encoding encoding : values()) {
            if (encoding.subprotocol.equals(name)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }
}
