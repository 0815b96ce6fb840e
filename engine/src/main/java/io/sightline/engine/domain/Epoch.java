package io.sightline.engine.domain;

import java.util.HexFormat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One incarnation of a history: 64 random bits, drawn when the entity is created and never used again. */
public record Epoch(@JsonValue String hex) {

    @JsonCreator
    public Epoch {
        if (hex.length() != 16) {
            throw new IllegalArgumentException("An epoch is 16 hex digits");
        }
    }

    public static Epoch of(long bits) {
        return new Epoch(HexFormat.of().toHexDigits(bits));
    }

    @Override
    public String toString() {
        return hex;
    }
}
