package io.sightline.engine.domain;

import java.util.HashSet;
import java.util.Set;

/**
 * Whether and how far a user has access.
 *
 * @param liveOnly whether the tariff allows live viewing alone, without the archive
 */
public record Standing(Set<SuspensionCause> causes, boolean liveOnly, boolean terminated) {

    public Standing {
        causes = Set.copyOf(causes);
    }

    public Manifest.Status status() {
        if (terminated) {
            return Manifest.Status.ENDED;
        }
        return causes.isEmpty() ? Manifest.Status.ACTIVE : Manifest.Status.PAUSED;
    }

    Standing with(SuspensionCause cause) {
        Set<SuspensionCause> more = new HashSet<>(causes);
        more.add(cause);
        return new Standing(more, liveOnly, terminated);
    }

    Standing without(SuspensionCause cause) {
        Set<SuspensionCause> fewer = new HashSet<>(causes);
        fewer.remove(cause);
        return new Standing(fewer, liveOnly, terminated);
    }

    Standing liveOnly(boolean only) {
        return new Standing(causes, only, terminated);
    }

    Standing ended() {
        return new Standing(causes, liveOnly, true);
    }
}
