package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Somebody on the operator's staff who works with the admin plane; never a user. */
public record AdministratorId(@JsonValue String value) {

    @JsonCreator
    public AdministratorId {
        Ids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
