package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A node of the address tree. */
public record AddressId(@JsonValue String value) {

    @JsonCreator
    public AddressId {
        Ids.check(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.ADDRESS, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
