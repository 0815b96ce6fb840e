package io.sightline.engine.synchronize;

import java.time.Instant;

import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Where an installation stood when it was last heard of.
 *
 * @param at when its node last had proof of it
 * @param manifestRevision the user's revision up to which it had applied what concerns it
 * @param inStep whether it then lacked nothing
 * @param verifiedAt when its content was last compared with the server's, or null for never as far as is known
 */
public record LastSeen(
        UserId user,
        Environment environment,
        InstallationId installation,
        Instant at,
        long manifestRevision,
        boolean inStep,
        @Nullable Instant verifiedAt) {}
