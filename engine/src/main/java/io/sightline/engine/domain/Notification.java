package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A message of the operator to users, some or all. Telling them takes time and is done outside, by an errand that begins again
 * when it was cut off; what each has made of it stands in that user's {@link NoticeBox}.
 *
 * @param notice null before it is sent and after it was deleted
 * @param to the recipients, or null for everybody
 * @param told how many have been told, by the errand now under way or the last one
 * @param sentAt null before it is sent
 * @param finishedAt when the errand was done, null while it is under way
 * @param deletedAt null while it stands
 */
public record Notification(
        NotificationId id,
        @Nullable Notice notice,
        @Nullable Set<UserId> to,
        int told,
        @Nullable Instant sentAt,
        @Nullable Instant finishedAt,
        @Nullable Instant deletedAt)
        implements Entity<NotificationCommand, NotificationEvent, Notification> {

    /** How it fares. */
    public enum Status {
        SENDING,
        SENT,
        /** It was deleted, and some may have it still. */
        WITHDRAWING,
        GONE
    }

    public Notification {
        to = to == null ? null : Set.copyOf(to);
    }

    public static Notification absent(NotificationId id) {
        return new Notification(id, null, null, 0, null, null, null);
    }

    public Status status() {
        if (deletedAt != null) {
            return finishedAt == null ? Status.WITHDRAWING : Status.GONE;
        }
        return finishedAt == null ? Status.SENDING : Status.SENT;
    }

    /** Since when somebody has to be told something, or null when nobody has. */
    public @Nullable Instant errandSince() {
        if (sentAt == null || finishedAt != null) {
            return null;
        }
        return deletedAt == null ? sentAt : deletedAt;
    }

    @Override
    public Decision<NotificationEvent> decide(NotificationCommand command, Instant now) {
        if (command instanceof NotificationCommand.Send send) {
            return send(send, now);
        }
        if (sentAt == null) {
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, "notification");
        }
        if (command instanceof NotificationCommand.Progress progress) {
            return finishedAt == null && progress.told() > told
                    ? Decision.accept(new NotificationEvent.Progressed(progress.told()))
                    : Decision.unchanged();
        }
        if (command instanceof NotificationCommand.Finish) {
            return finishedAt == null ? Decision.accept(new NotificationEvent.Finished(now)) : Decision.unchanged();
        }
        if (command instanceof NotificationCommand.Delete) {
            return deletedAt == null ? Decision.accept(new NotificationEvent.Deleted(now)) : Decision.unchanged();
        }
        throw new AssertionError(command);
    }

    private Decision<NotificationEvent> send(NotificationCommand.Send send, Instant now) {
        if (sentAt != null) {
            return send.notice().equals(notice)
                    ? Decision.unchanged()
                    : Decision.refuse(deletedAt == null ? Refusal.ALREADY_EXISTS : Refusal.GONE, "notification");
        }
        if (send.to() != null && send.to().size() > Limits.RECIPIENTS) {
            return Decision.refuse(Refusal.LIMIT_EXCEEDED, "to");
        }
        if (send.to() != null && send.to().isEmpty()) {
            return Decision.refuse(Refusal.INVALID, "to");
        }
        return send.notice()
                .fault()
                .<Decision<NotificationEvent>>map(part -> Decision.refuse(Refusal.INVALID, part))
                .orElseGet(() -> Decision.accept(new NotificationEvent.Sent(send.notice(), send.to(), now)));
    }

    @Override
    public Notification apply(NotificationEvent event, long revision) {
        if (event instanceof NotificationEvent.Sent sent) {
            return new Notification(id, sent.notice(), sent.to(), 0, sent.at(), null, null);
        }
        if (event instanceof NotificationEvent.Progressed progressed) {
            return new Notification(id, notice, to, progressed.told(), sentAt, finishedAt, deletedAt);
        }
        if (event instanceof NotificationEvent.Finished finished) {
            return new Notification(id, notice, to, told, sentAt, finished.at(), deletedAt);
        }
        if (event instanceof NotificationEvent.Deleted deleted) {
            return new Notification(id, null, to, 0, sentAt, null, deleted.at());
        }
        throw new AssertionError(event);
    }
}
