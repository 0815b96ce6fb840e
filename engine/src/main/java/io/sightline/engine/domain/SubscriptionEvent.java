package io.sightline.engine.domain;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/** What has happened to the subscription of a user. */
public sealed interface SubscriptionEvent extends Event {

    record Attached(Subscription.Plan plan, Instant at) implements SubscriptionEvent {}

    /** @param next when the operator's billing is asked, null for never */
    record Activated(LocalDate endDate, Polling.@Nullable Timetable next, Instant at) implements SubscriptionEvent {}

    /** @param freeYear the calendar year whose free pause this is, or null when it is a paid one */
    record Paused(Instant until, @Nullable Integer freeYear, Instant at) implements SubscriptionEvent {}

    record Resumed(Instant at) implements SubscriptionEvent {}

    record PlanChanged(Subscription.Plan plan, @Nullable LocalDate endDate, Instant at) implements SubscriptionEvent {}

    record Detached(Instant at) implements SubscriptionEvent {}

    /**
     * An enquiry brought nothing that counts yet; it is repeated.
     *
     * @param refused how often in this enquiry the user was not active, with this time
     * @param missing how often in it the packages were missing, with this time
     */
    record PollFailed(OperatorAnswer.Verdict verdict, int refused, int missing, Instant retryAt, Instant at)
            implements SubscriptionEvent {}

    /** The operator's billing has confirmed the service, by an enquiry that was due or by hand. */
    record Confirmed(
            @Nullable String planName,
            @Nullable LocalDate endDate,
            ServiceStatus status,
            Polling.@Nullable Timetable next,
            Instant at)
            implements SubscriptionEvent {}

    /** The packages were missing once too often. */
    record LimitedToLive(@Nullable LocalDate endDate, Polling.@Nullable Timetable next, Instant at)
            implements SubscriptionEvent {}

    /** The user was not active in the operator's billing once too often. */
    record Deactivated(Instant at) implements SubscriptionEvent {}

    record Closed(Instant at) implements SubscriptionEvent {}
}
