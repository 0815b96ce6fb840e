package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;

/** What becomes of a user's feedback. */
public sealed interface FeedbackCommand extends Command {

    /** @param administrator the one who left it for the user, or null when the user did */
    record Leave(FeedbackForm form, @Nullable String administrator) implements FeedbackCommand {}

    /** Says whether it has been dealt with. */
    record SetClosed(boolean closed) implements FeedbackCommand {}
}
