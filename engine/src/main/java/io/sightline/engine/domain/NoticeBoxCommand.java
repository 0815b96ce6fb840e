package io.sightline.engine.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What a user's box of notifications is asked to do. */
public sealed interface NoticeBoxCommand extends Command {

    /** Takes a notification in; once, also when it was read or deleted since. */
    record Receive(NotificationId id, Notice notice, Instant sentAt) implements NoticeBoxCommand {}

    /** @param id null for every one there is */
    record MarkRead(@Nullable NotificationId id) implements NoticeBoxCommand {}

    /** @param id null for every one there is */
    record Delete(@Nullable NotificationId id) implements NoticeBoxCommand {}

    /** Takes a notification back, by its sender. One that comes after this is not taken in. */
    record Withdraw(NotificationId id) implements NoticeBoxCommand {}
}
