package io.sightline.engine.domain;

import java.time.Instant;

/** What has happened to a user's box of notifications. */
public sealed interface NoticeBoxEvent extends Event {

    record Received(NotificationId id, Notice notice, Instant sentAt) implements NoticeBoxEvent {}

    record Read(NotificationId id, Instant at) implements NoticeBoxEvent {}

    /** By the user, or because there are too many, or because the user is no more. */
    record Deleted(NotificationId id, Instant at) implements NoticeBoxEvent {}

    record Withdrawn(NotificationId id, Instant at) implements NoticeBoxEvent {}

    /** The user's source has confirmed that it is gone from every client's view. */
    record EntryLeft(NotificationId id) implements NoticeBoxEvent {}
}
