package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A camera: the profile that stays when the device behind it is replaced. */
public record CameraId(@JsonValue String value) {

    @JsonCreator
    public CameraId {
        Ids.check(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.CAMERA, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
