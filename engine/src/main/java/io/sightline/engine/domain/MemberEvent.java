package io.sightline.engine.domain;

/** What happens to the members of a place. */
public sealed interface MemberEvent extends AddressEvent, FolderEvent {

    record Joined(UserId user, long number) implements MemberEvent {}

    record Left(UserId user, long number) implements MemberEvent {}
}
