package io.sightline.engine.domain;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A camera: the profile that stays when the device behind it is replaced. */
public record CameraId(@JsonValue String value) {

    private static final String OWN = "own.";

    @JsonCreator
    public CameraId {
        Ids.check(value);
    }

    /**
     * A camera of a user.
     *
     * @param mark tells it from others of the same owner, without a colon
     */
    public static CameraId of(UserId owner, String mark) {
        return new CameraId(OwnedIds.of(owner, OWN + mark));
    }

    /**
     * Whose it is, when it is a camera of a user and not one of the operator's: the id says so, as that of a tracker does. Operators
     * put colons into ids as well, as in hardware addresses, so the mark begins with a word of its own.
     */
    public Optional<UserId> owner() {
        return OwnedIds.fit(value) && OwnedIds.mark(value).startsWith(OWN)
                ? Optional.of(OwnedIds.owner(value))
                : Optional.empty();
    }

    public EntityRef ref() {
        return new EntityRef(Kind.CAMERA, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
