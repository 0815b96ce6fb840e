package io.sightline.engine.domain;

/** What an intercom is asked to do. */
public sealed interface IntercomCommand extends Command {

    /** The calls a flat takes, as far as the connection type allows them. */
    record Lines(boolean smartphone, boolean landline, boolean analog) {}

    /** Whether the hardware is in place. */
    enum Operational {
        INSTALLED,
        INITIALIZING,
        NOT_INSTALLED
    }

    record Install(IntercomSpec spec) implements IntercomCommand {}

    record ChangeSpec(IntercomSpec spec) implements IntercomCommand {}

    record SetOperational(Operational operational) implements IntercomCommand {}

    record SetOnline(boolean online) implements IntercomCommand {}

    /** Restricts live view or archive for everybody. */
    record Restrict(boolean live, boolean archive) implements IntercomCommand {}

    record SetLines(int flat, Lines lines) implements IntercomCommand {}

    /** Puts a user into a flat, or changes how. */
    record Link(UserId user, IntercomLink link) implements IntercomCommand {}

    record Unlink(UserId user) implements IntercomCommand {}

    /** Adds a key, or moves it to another flat or user. */
    record PutKey(IntercomKey key) implements IntercomCommand {}

    record RemoveKey(String number) implements IntercomCommand {}

    /** Removes every key that is neither a flat's nor a user's. */
    record RemoveLooseKeys() implements IntercomCommand {}

    record Delete() implements IntercomCommand {}
}
