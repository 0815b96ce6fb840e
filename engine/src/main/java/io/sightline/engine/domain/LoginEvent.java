package io.sightline.engine.domain;

/** What has happened to a login name. */
public sealed interface LoginEvent extends Event {

    record Reserved(UserId user, String claim) implements LoginEvent {}

    record Released() implements LoginEvent {}
}
