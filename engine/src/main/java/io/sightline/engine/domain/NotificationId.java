package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A notification; the id is no user's, for its texts stand under a data key of their own. */
public record NotificationId(@JsonValue String value) {

    private static final String PREFIX = "notification.";

    @JsonCreator
    public NotificationId {
        Ids.check(value);
        if (!value.startsWith(PREFIX)) {
            throw new IllegalArgumentException("The id of a notification begins with " + PREFIX);
        }
    }

    public static NotificationId of(String mark) {
        return new NotificationId(PREFIX + mark);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.NOTIFICATION, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
