package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What has happened to a notification. */
public sealed interface NotificationEvent extends Event {

    record Sent(Notice notice, @Nullable Set<UserId> to, Instant at) implements NotificationEvent {
        public Sent {
            to = to == null ? null : Set.copyOf(to);
        }
    }

    record Progressed(int told) implements NotificationEvent {}

    record Finished(Instant at) implements NotificationEvent {}

    record Deleted(Instant at) implements NotificationEvent {}
}
