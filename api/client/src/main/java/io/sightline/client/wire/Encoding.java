package io.sightline.client.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;

/** The two encodings of the same maps. */
public enum Encoding {
    JSON("sightline.v1.json", "application/json"),
    CBOR("sightline.v1.cbor", "application/cbor");

    private final String subprotocol;
    private final String mediaType;

    Encoding(String subprotocol, String mediaType) {
        this.subprotocol = subprotocol;
        this.mediaType = mediaType;
    }

    /** Name of the WebSocket subprotocol. */
    public String subprotocol() {
        return subprotocol;
    }

    /** Media type of a poll's body and answer. */
    public String mediaType() {
        return mediaType;
    }

    JsonFactory factory() {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(16)
                .maxStringLength(Limits.FRAME_BYTES)
                .maxNameLength(256)
                .maxNumberLength(40)
                .build();
        return this == JSON
                ? JsonFactory.builder().streamReadConstraints(constraints).build()
                : CBORFactory.builder().streamReadConstraints(constraints).build();
    }
}
