package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A private folder. */
public record FolderId(@JsonValue String value) {

    @JsonCreator
    public FolderId {
        Ids.check(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.FOLDER, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
