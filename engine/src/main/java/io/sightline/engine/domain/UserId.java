package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A user of any kind: created by billing, by an administrator, or a sub-user. */
public record UserId(@JsonValue String value) {

    @JsonCreator
    public UserId {
        Ids.check(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.USER, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
