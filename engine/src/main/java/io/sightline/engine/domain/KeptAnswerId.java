package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A request that may be sent again, by who sends it, what it asks for and the key its sender gave it. */
public record KeptAnswerId(@JsonValue String value) {

    @JsonCreator
    public KeptAnswerId {
        Ids.check(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.KEPT_ANSWER, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
