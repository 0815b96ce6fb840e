package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id a billing system gives a request; the same request sent again carries the same id. */
public record RequestId(@JsonValue String value) {

    @JsonCreator
    public RequestId {
        Ids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
