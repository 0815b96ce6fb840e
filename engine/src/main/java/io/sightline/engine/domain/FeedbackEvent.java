package io.sightline.engine.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What has happened to a user's feedback. */
public sealed interface FeedbackEvent extends Event {

    record Left(FeedbackForm form, @Nullable String administrator, Instant at) implements FeedbackEvent {}

    record Closed(Instant at) implements FeedbackEvent {}

    record Reopened() implements FeedbackEvent {}
}
