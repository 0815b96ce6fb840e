package io.sightline.engine.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A physical key.
 *
 * @param flat whose it is, or null
 * @param user who alone has it, or null when everybody of the flat is shown it
 * @param startsAt when it begins to open, or null for at once
 * @param endsAt when it ends to open, or null for never
 */
public record IntercomKey(
        String number,
        @Nullable Integer flat,
        @Nullable UserId user,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt) {

    boolean belongsTo(UserId somebody, int theirFlat) {
        return user == null ? flat != null && flat == theirFlat : user.equals(somebody);
    }
}
