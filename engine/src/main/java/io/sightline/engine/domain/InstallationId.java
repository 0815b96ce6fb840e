package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One installed client program, named once by itself and kept: 8 to 64 characters. */
public record InstallationId(@JsonValue String value) {

    @JsonCreator
    public InstallationId {
        Ids.check(value);
        if (value.length() < 8) {
            throw new IllegalArgumentException("An installation is named by at least 8 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
