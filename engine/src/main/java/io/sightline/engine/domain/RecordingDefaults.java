package io.sightline.engine.domain;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How a customer's cameras record unless a camera has something of its own.
 *
 * @param archiveDays how far back the archive reaches, or null when nothing is said
 * @param mode null when nothing is said, which is continuous
 */
public record RecordingDefaults(
        @Nullable Integer archiveDays, @Nullable RecordingMode mode) {

    public static RecordingDefaults none() {
        return new RecordingDefaults(null, null);
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        return archiveDays != null && (archiveDays < 0 || archiveDays > Limits.ARCHIVE_DAYS)
                ? Optional.of("archiveDays")
                : Optional.empty();
    }
}
