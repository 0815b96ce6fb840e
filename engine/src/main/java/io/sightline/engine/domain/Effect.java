package io.sightline.engine.domain;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a billing request has changed, as people are told of it.
 *
 * @param what the event in lower case, such as {@code camera_granted}
 * @param on the place, the camera or the cause it is about, or null when it is about the entity itself; never personal data
 */
public record Effect(String what, @Nullable String on) {

    private static final Pattern WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return WORD.matcher(type.getSimpleName()).replaceAll("_").toLowerCase(Locale.ROOT);
        }
    };

    static Effect of(Event event) {
        return new Effect(NAMES.get(event.getClass()), subject(event));
    }

    private static @Nullable String subject(Event event) {
        if (event instanceof UserEvent.Suspended suspended) {
            return suspended.cause().name().toLowerCase(Locale.ROOT);
        }
        if (event instanceof UserEvent.Resumed resumed) {
            return resumed.cause().name().toLowerCase(Locale.ROOT);
        }
        if (event instanceof UserEvent.PlaceAttached attached) {
            return attached.place().value();
        }
        if (event instanceof UserEvent.PlaceDetached detached) {
            return detached.place().value();
        }
        if (event instanceof UserEvent.CameraGranted granted) {
            return granted.camera().value();
        }
        return event instanceof UserEvent.CameraRevoked revoked
                ? revoked.camera().value()
                : null;
    }
}
