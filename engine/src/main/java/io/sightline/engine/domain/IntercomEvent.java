package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

/** What has happened to an intercom. */
public sealed interface IntercomEvent extends Event {

    record Installed(IntercomSpec spec, Instant at) implements IntercomEvent {}

    record SpecChanged(IntercomSpec spec) implements IntercomEvent {}

    record OperationalSet(IntercomCommand.Operational operational) implements IntercomEvent {}

    record OnlineSet(boolean online) implements IntercomEvent {}

    record Restricted(boolean live, boolean archive) implements IntercomEvent {}

    record LinesSet(int flat, IntercomCommand.Lines lines) implements IntercomEvent {}

    record Linked(UserId user, IntercomLink link) implements IntercomEvent {}

    record Unlinked(UserId user) implements IntercomEvent {}

    /** A user would not have the intercom, for the reason given. */
    record LinkDropped(UserId user, Refusal refusal) implements IntercomEvent {}

    /** A user has confirmed that the intercom is gone from every client's view of it. */
    record RemovalConfirmed(UserId user) implements IntercomEvent {}

    record KeyPut(IntercomKey key) implements IntercomEvent {}

    record KeysRemoved(Set<String> numbers) implements IntercomEvent {
        public KeysRemoved {
            numbers = Set.copyOf(numbers);
        }
    }

    record Deleted(Instant at) implements IntercomEvent {}
}
