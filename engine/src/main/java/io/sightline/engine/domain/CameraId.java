package io.sightline.engine.domain;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A camera: the profile that stays when the device behind it is replaced. */
public record CameraId(@JsonValue String value) {

    @JsonCreator
    public CameraId {
        Ids.check(value);
    }

    /** Whose it is, when it is a camera of a user and not one of the operator's: the id says so, as that of a tracker does. */
    public Optional<UserId> owner() {
        return OwnedIds.fit(value) ? Optional.of(OwnedIds.owner(value)) : Optional.empty();
    }

    public EntityRef ref() {
        return new EntityRef(Kind.CAMERA, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
