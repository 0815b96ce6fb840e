package io.sightline.engine.domain;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a notification is asked to do. */
public sealed interface NotificationCommand extends Command {

    /** @param to the recipients, or null for everybody there is while it is sent */
    record Send(Notice notice, @Nullable Set<UserId> to) implements NotificationCommand {
        public Send {
            to = to == null ? null : Set.copyOf(to);
        }
    }

    /** Notes how many have been told so far. */
    record Progress(int told) implements NotificationCommand {}

    /** Notes that everybody has been told, or after a deletion that nobody has it any more. */
    record Finish() implements NotificationCommand {}

    /** Takes it back from everybody who has it. */
    record Delete() implements NotificationCommand {}
}
