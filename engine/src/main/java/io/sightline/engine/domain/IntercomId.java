package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A door intercom. */
public record IntercomId(@JsonValue String value) {

    @JsonCreator
    public IntercomId {
        Ids.check(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.INTERCOM, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
