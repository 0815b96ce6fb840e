package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One movement on a balance; drawn by whoever asks for it, so that asking twice moves once. */
public record TransactionId(@JsonValue String value) {

    @JsonCreator
    public TransactionId {
        Ids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
