package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An analytics case, unique among those of one main user and its sub-users. */
public record CaseId(@JsonValue String value) {

    @JsonCreator
    public CaseId {
        Ids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
