package io.sightline.engine.sync.feed;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.UserId;

/**
 * A user's new manifest, whole: it is small, and a later one makes an earlier one needless.
 *
 * @param committedAt when it became durable, milliseconds since 1970
 */
public record ManifestChange(UserId user, Manifest manifest, long committedAt) {}
