package io.sightline.engine.sync.wire;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;

/** The two forms of the same maps. */
public enum Encoding {
    JSON("sightline.v1.json", "application/json"),
    CBOR("sightline.v1.cbor", "application/cbor");

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

    public static Optional<Encoding> ofSubprotocol(String name) {
        for (Encoding encoding : values()) {
            if (encoding.subprotocol.equals(name)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }
}
