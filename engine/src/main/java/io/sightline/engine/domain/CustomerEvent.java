package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What has happened to a customer. */
public sealed interface CustomerEvent extends Event {

    record ProfileChanged(AccountProfile profile) implements CustomerEvent {}

    record AreasSet(Set<Area> closed) implements CustomerEvent {
        public AreasSet {
            closed = Set.copyOf(closed);
        }
    }

    record RecordingSet(RecordingDefaults recording) implements CustomerEvent {}

    record Branded(@Nullable Branding branding) implements CustomerEvent {}

    record Disabled(Instant at) implements CustomerEvent {}

    /** @param cameras whether those that were switched off one by one are on again */
    record Enabled(boolean cameras, Instant at) implements CustomerEvent {}

    record Deleted(Instant at, Instant purgeAt) implements CustomerEvent {}

    /** The data keys of these users are destroyed. */
    record Erased(Set<UserId> users) implements CustomerEvent {
        public Erased {
            users = Set.copyOf(users);
        }
    }

    record CameraHeld(CameraId camera, long number) implements CustomerEvent {}

    record CameraLetGo(CameraId camera, long number) implements CustomerEvent {}

    /** The camera was deleted, or never was. */
    record CameraGone(CameraId camera) implements CustomerEvent {}
}
