package io.sightline.engine.domain;

/** What happens to the members of a place. */
public sealed interface MemberEvent extends AddressEvent, FolderEvent, MonitoringObjectEvent {

    record Joined(UserId user, long number) implements MemberEvent {}

    /** A user holds the place, or still does, and no camera records for it. */
    record Idled(UserId user, long number) implements MemberEvent {}

    record Left(UserId user, long number) implements MemberEvent {}
}
