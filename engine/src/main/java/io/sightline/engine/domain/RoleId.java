package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A role of administrators. */
public record RoleId(@JsonValue String value) {

    @JsonCreator
    public RoleId {
        Ids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
