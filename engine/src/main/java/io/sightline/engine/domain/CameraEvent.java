package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What has happened to a camera. */
public sealed interface CameraEvent extends Event
        permits CameraEvent.Installed,
                CameraEvent.Added,
                CameraEvent.CardChanged,
                CameraEvent.Renamed,
                CameraEvent.ProfileChanged,
                CameraEvent.StreamsSetUp,
                CameraEvent.StreamsReported,
                CameraEvent.ArchiveSet,
                CameraEvent.Enabled,
                CameraEvent.DeviceReplaced,
                CameraEvent.Attached,
                CameraEvent.Detached,
                CameraEvent.Listed,
                CameraEvent.Unlisted,
                CameraEvent.Watched,
                CameraEvent.ListingDropped,
                CameraEvent.RemovalConfirmed,
                CameraEvent.ModeSet,
                CameraEvent.Entrusted,
                CameraEvent.HolderLeft,
                CameraEvent.Orphaned,
                CameraEvent.Deleted,
                BelongingEvent {

    record Installed(String name, CameraProfile profile, Instant at) implements CameraEvent {}

    record Added(CameraCard card, Instant at) implements CameraEvent {}

    record CardChanged(CameraCard card) implements CameraEvent {}

    record Renamed(String name) implements CameraEvent {}

    record ProfileChanged(CameraProfile profile) implements CameraEvent {}

    record StreamsSetUp(Set<DeviceFacts.StreamType> streams) implements CameraEvent {
        public StreamsSetUp {
            streams = Set.copyOf(streams);
        }
    }

    record StreamsReported(Map<DeviceFacts.StreamType, DeviceFacts.StreamStatus> streams) implements CameraEvent {
        public StreamsReported {
            streams = Map.copyOf(streams);
        }
    }

    record ArchiveSet(boolean enabled, @Nullable Integer days) implements CameraEvent {}

    record Enabled(boolean enabled) implements CameraEvent {}

    record DeviceReplaced(NetworkDeviceId device, @Nullable String serialNumber) implements CameraEvent {}

    record Attached(SourceId place, @Nullable String label) implements CameraEvent {}

    record Detached(SourceId place) implements CameraEvent {}

    record Listed(SourceId source, long number, @Nullable Integer archiveDays) implements CameraEvent {}

    record Unlisted(SourceId source) implements CameraEvent {}

    record Watched(SourceId source, long number, boolean watched) implements CameraEvent {}

    /** A source would not have the camera, for the reason given. */
    record ListingDropped(SourceId source, Refusal refusal) implements CameraEvent {}

    /** A source has confirmed that the camera is gone from it and from every client's view of it. */
    record RemovalConfirmed(SourceId source) implements CameraEvent {}

    record ModeSet(@Nullable RecordingMode mode) implements CameraEvent {}

    record Entrusted(long number, RecordingDefaults recording, boolean disabled, long revived) implements CameraEvent {}

    /** An earlier holder has confirmed that the camera is another's, or nobody's. */
    record HolderLeft(UserId customer) implements CameraEvent {}

    record Orphaned() implements CameraEvent {}

    record Deleted(Instant at) implements CameraEvent {}
}
