package io.sightline.engine.synchronize;

import java.time.Instant;

import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;

/**
 * Where an installation stood when it was last heard of.
 *
 * @param at when its node last had proof of it
 * @param manifestRevision the user's manifest it had applied
 * @param inStep whether it then lacked nothing
 */
public record LastSeen(
        UserId user,
        Environment environment,
        InstallationId installation,
        Instant at,
        long manifestRevision,
        boolean inStep) {}
