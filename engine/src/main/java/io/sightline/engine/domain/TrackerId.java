package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A tracker; the id begins with its owner's. */
public record TrackerId(@JsonValue String value) {

    @JsonCreator
    public TrackerId {
        OwnedIds.check(value);
    }

    /** @param mark tells it from others of the same owner, without a colon */
    public static TrackerId of(UserId owner, String mark) {
        return new TrackerId(OwnedIds.of(owner, mark));
    }

    public UserId owner() {
        return OwnedIds.owner(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.TRACKER, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
