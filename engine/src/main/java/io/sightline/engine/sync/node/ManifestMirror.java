package io.sightline.engine.sync.node;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import org.jspecify.annotations.Nullable;

/** A user's manifest on this node. */
public final class ManifestMirror extends Copy {

    record Published(Manifest manifest, long version, long committedAt) {}

    private final UserId user;
    private volatile @Nullable Published published;

    ManifestMirror(UserId user) {
        this.user = user;
    }

    public UserId user() {
        return user;
    }

    public @Nullable Manifest manifest() {
        Published now = published;
        return now == null ? null : now.manifest();
    }

    @Nullable
    Published published() {
        return published;
    }

    void publish(Manifest manifest, long committedAt) {
        published = new Published(manifest, version() + 1, committedAt);
    }

    @Override
    public @Nullable Mark mark() {
        Manifest now = manifest();
        return now == null ? null : Mark.of(now);
    }

    @Override
    public long version() {
        Published now = published;
        return now == null ? 0 : now.version();
    }
}
