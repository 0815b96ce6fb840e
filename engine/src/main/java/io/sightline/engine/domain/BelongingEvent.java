package io.sightline.engine.domain;

/** What has happened to a tracker or a camera of a user as a thing that belongs to somebody. */
public sealed interface BelongingEvent extends TrackerEvent, CameraEvent {

    record Shared(UserId user, boolean mayChange) implements BelongingEvent {}

    record Unshared(UserId user) implements BelongingEvent {}

    record Assigned(MonitoringObjectId object) implements BelongingEvent {}

    record Unassigned(MonitoringObjectId object) implements BelongingEvent {}

    record ExpiredSet(boolean expired, long number) implements BelongingEvent {}
}
