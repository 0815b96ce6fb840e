package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A user's feedback; the id begins with the user's. */
public record FeedbackId(@JsonValue String value) {

    @JsonCreator
    public FeedbackId {
        OwnedIds.check(value);
    }

    /** @param mark tells it from others of the same user, without a colon */
    public static FeedbackId of(UserId owner, String mark) {
        return new FeedbackId(OwnedIds.of(owner, mark));
    }

    public UserId owner() {
        return OwnedIds.owner(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.FEEDBACK, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
