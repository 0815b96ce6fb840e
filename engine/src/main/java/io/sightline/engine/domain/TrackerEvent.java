package io.sightline.engine.domain;

import java.time.Instant;

/** What has happened to a tracker. */
public sealed interface TrackerEvent extends Event
        permits TrackerEvent.Created,
                TrackerEvent.Changed,
                TrackerEvent.ListingDropped,
                TrackerEvent.RemovalConfirmed,
                TrackerEvent.Deleted,
                BelongingEvent {

    record Created(TrackerCard card, Instant at) implements TrackerEvent {}

    record Changed(TrackerCard card) implements TrackerEvent {}

    /** A source would not have the tracker, for the reason given; a user whose source it was has no share in it either. */
    record ListingDropped(SourceId source, Refusal refusal) implements TrackerEvent {}

    /** A source has confirmed that the tracker is gone from it and from every client's view of it. */
    record RemovalConfirmed(SourceId source) implements TrackerEvent {}

    record Deleted(Instant at) implements TrackerEvent {}
}
