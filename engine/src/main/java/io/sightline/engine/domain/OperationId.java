package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A long operation, such as a synchronisation. */
public record OperationId(@JsonValue String value) {

    @JsonCreator
    public OperationId {
        Ids.check(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.OPERATION, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
