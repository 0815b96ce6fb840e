package io.sightline.engine.domain;

import java.time.Instant;

/** What has happened to a monitoring object. */
public sealed interface MonitoringObjectEvent extends Event
        permits MonitoringObjectEvent.Created,
                MonitoringObjectEvent.Changed,
                MonitoringObjectEvent.Shared,
                MonitoringObjectEvent.Unshared,
                MonitoringObjectEvent.ListingDropped,
                MonitoringObjectEvent.RemovalConfirmed,
                MonitoringObjectEvent.Deleted,
                SourceEvent,
                MemberEvent {

    record Created(Epoch epoch, ObjectCard card, Instant at) implements MonitoringObjectEvent {}

    record Changed(ObjectCard card) implements MonitoringObjectEvent {}

    record Shared(UserId user, ObjectRights rights) implements MonitoringObjectEvent {}

    record Unshared(UserId user) implements MonitoringObjectEvent {}

    /** A user would not have the object, for the reason given, and has no share in it. */
    record ListingDropped(SourceId source, Refusal refusal) implements MonitoringObjectEvent {}

    /** A user has confirmed that the object and all it holds are gone from every client's view. */
    record RemovalConfirmed(SourceId source) implements MonitoringObjectEvent {}

    record Deleted(Instant at) implements MonitoringObjectEvent {}
}
