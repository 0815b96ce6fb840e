package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A monitoring object; the id begins with its owner's. */
public record MonitoringObjectId(@JsonValue String value) {

    @JsonCreator
    public MonitoringObjectId {
        OwnedIds.check(value);
    }

    /** @param mark tells it from others of the same owner, without a colon */
    public static MonitoringObjectId of(UserId owner, String mark) {
        return new MonitoringObjectId(OwnedIds.of(owner, mark));
    }

    public UserId owner() {
        return OwnedIds.owner(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.MONITORING_OBJECT, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
