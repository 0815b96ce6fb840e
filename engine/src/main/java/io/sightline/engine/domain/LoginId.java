package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A login name as a keyed hash, so that the name itself is nowhere in the clear: the same text gives the same id on every node. */
public record LoginId(@JsonValue String value) {

    @JsonCreator
    public LoginId {
        Ids.check(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.LOGIN, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
