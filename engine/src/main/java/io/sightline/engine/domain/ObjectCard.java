package io.sightline.engine.domain;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What its owner says of a monitoring object (seed 002, connected mode).
 *
 * @param image the SHA-256 of its picture in 64 lower-case hex digits, by which the picture is kept; null for none
 */
public record ObjectCard(
        Personal name,
        @Nullable Personal description,
        @Nullable String image) {

    private static final Pattern IMAGE = Pattern.compile("[0-9a-f]{64}");

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (name.text().isBlank() || name.text().length() > Limits.NAME) {
            return Optional.of("name");
        }
        if (description != null && description.text().length() > Limits.INFO) {
            return Optional.of("description");
        }
        return image == null || IMAGE.matcher(image).matches() ? Optional.empty() : Optional.of("image");
    }
}
