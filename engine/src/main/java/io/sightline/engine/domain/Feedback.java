package io.sightline.engine.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a user had to say to the operator.
 *
 * @param form null before it is left
 * @param administrator who left it for the user, or null when the user did
 * @param closedAt null while it is open
 */
public record Feedback(
        FeedbackId id,
        @Nullable FeedbackForm form,
        @Nullable String administrator,
        @Nullable Instant leftAt,
        @Nullable Instant closedAt)
        implements Entity<FeedbackCommand, FeedbackEvent, Feedback> {

    public static Feedback absent(FeedbackId id) {
        return new Feedback(id, null, null, null, null);
    }

    public boolean isClosed() {
        return closedAt != null;
    }

    @Override
    public Decision<FeedbackEvent> decide(FeedbackCommand command, Instant now) {
        if (command instanceof FeedbackCommand.Leave leave) {
            if (form != null) {
                return leave.form().equals(form)
                        ? Decision.unchanged()
                        : Decision.refuse(Refusal.ALREADY_EXISTS, "feedback");
            }
            return leave.form()
                    .fault()
                    .<Decision<FeedbackEvent>>map(part -> Decision.refuse(Refusal.INVALID, part))
                    .orElseGet(() -> Decision.accept(new FeedbackEvent.Left(leave.form(), leave.administrator(), now)));
        }
        if (form == null) {
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, "feedback");
        }
        if (command instanceof FeedbackCommand.SetClosed set) {
            if (set.closed() == isClosed()) {
                return Decision.unchanged();
            }
            return Decision.accept(set.closed() ? new FeedbackEvent.Closed(now) : new FeedbackEvent.Reopened());
        }
        throw new AssertionError(command);
    }

    @Override
    public Feedback apply(FeedbackEvent event, long revision) {
        if (event instanceof FeedbackEvent.Left left) {
            return new Feedback(id, left.form(), left.administrator(), left.at(), null);
        }
        if (event instanceof FeedbackEvent.Closed closed) {
            return new Feedback(id, form, administrator, leftAt, closed.at());
        }
        if (event instanceof FeedbackEvent.Reopened) {
            return new Feedback(id, form, administrator, leftAt, null);
        }
        throw new AssertionError(event);
    }
}
