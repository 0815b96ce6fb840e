package io.sightline.engine.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The service of one user who has access only with a tariff plan. It tells the user what the plan allows, and asks the operator's
 * billing whether it still holds. It has the user's own id.
 *
 * @param plan the attached plan, or null
 * @param endDate the last day that is paid for, or null when nothing is known
 * @param pausedUntil null unless it is on pause
 * @param freePauseYear the calendar year whose free pause was taken last, or null
 * @param service what the user is allowed
 * @param since the revision at which that began; 0 as long as no plan was ever attached
 * @param closed whether the user has been terminated
 */
public record Subscription(
        UserId user,
        ServiceStatus status,
        @Nullable Plan plan,
        @Nullable LocalDate endDate,
        @Nullable Instant pausedUntil,
        @Nullable Integer freePauseYear,
        Polling polling,
        Service service,
        long since,
        boolean closed)
        implements Entity<SubscriptionCommand, SubscriptionEvent, Subscription> {

    /**
     * A plan as it was when it was attached.
     *
     * @param name what people read; the operator's billing may know it by another one, which then stands here
     * @param months how long a period lasts
     */
    public record Plan(TariffPlanId id, String name, int months) {

        Plan named(@Nullable String other) {
            return other == null ? this : new Plan(id, other, months);
        }
    }

    public static Subscription none(UserId user) {
        return new Subscription(
                user, ServiceStatus.SERVICE_NOT_ADDED, null, null, null, null, Polling.none(), Service.NONE, 0, false);
    }

    public static EntityRef ref(UserId user) {
        return new EntityRef(Kind.SUBSCRIPTION, user.value());
    }

    @Override
    public Decision<SubscriptionEvent> decide(SubscriptionCommand command, Instant now) {
        if (command instanceof SubscriptionCommand.Close) {
            return closed ? Decision.unchanged() : Decision.accept(new SubscriptionEvent.Closed(now));
        }
        return closed ? Decision.refuse(Refusal.GONE, "subscription") : SubscriptionRules.decide(this, command, now);
    }

    /** When the operator's billing is to be asked, or null for never. */
    public @Nullable Instant pollDue() {
        return status.isPolled() ? polling.due() : null;
    }

    @Override
    public Subscription apply(SubscriptionEvent event, long revision) {
        if (event instanceof SubscriptionEvent.Attached attached) {
            return at(ServiceStatus.NOT_ACTIVATED, attached.plan(), null, null, Polling.none(), revision);
        }
        if (event instanceof SubscriptionEvent.Activated activated) {
            Polling asked = polling.next(activated.next(), null, activated.at(), revision);
            return at(ServiceStatus.ACTIVE, plan, activated.endDate(), null, asked, revision);
        }
        if (event instanceof SubscriptionEvent.Paused paused) {
            Integer year = paused.freeYear() == null ? freePauseYear : paused.freeYear();
            return at(ServiceStatus.ON_PAUSE, plan, endDate, paused.until(), polling.idle(revision), revision)
                    .afterFreePause(year);
        }
        if (event instanceof SubscriptionEvent.Resumed) {
            return at(ServiceStatus.ACTIVE, plan, endDate, null, polling, revision);
        }
        if (event instanceof SubscriptionEvent.PlanChanged changed) {
            return at(status, changed.plan(), changed.endDate(), null, polling, revision);
        }
        if (event instanceof SubscriptionEvent.Detached) {
            return at(ServiceStatus.SERVICE_NOT_ADDED, null, null, null, Polling.none(), revision);
        }
        if (event instanceof SubscriptionEvent.Closed) {
            Subscription ended =
                    at(ServiceStatus.SERVICE_NOT_ADDED, plan, endDate, null, polling.idle(revision), revision);
            return ended.ended();
        }
        return answered(event, revision);
    }

    private Subscription answered(SubscriptionEvent event, long revision) {
        if (event instanceof SubscriptionEvent.PollFailed failed) {
            return at(status, plan, endDate, pausedUntil, polling.failed(failed, revision), revision);
        }
        if (event instanceof SubscriptionEvent.Confirmed confirmed) {
            Plan named = plan == null ? null : plan.named(confirmed.planName());
            LocalDate until = confirmed.endDate() == null ? endDate : confirmed.endDate();
            return at(
                    confirmed.status(),
                    named,
                    until,
                    null,
                    polling.next(confirmed.next(), OperatorAnswer.Verdict.SUBSCRIBED, confirmed.at(), revision),
                    revision);
        }
        if (event instanceof SubscriptionEvent.LimitedToLive limited) {
            LocalDate until = limited.endDate() == null ? endDate : limited.endDate();
            Polling asked =
                    polling.next(limited.next(), OperatorAnswer.Verdict.WITHOUT_PACKAGES, limited.at(), revision);
            return at(ServiceStatus.ONLY_LIVE, plan, until, null, asked, revision);
        }
        if (event instanceof SubscriptionEvent.Deactivated deactivated) {
            Polling asked = polling.next(null, OperatorAnswer.Verdict.NOT_ACTIVE, deactivated.at(), revision);
            return at(ServiceStatus.DEACTIVATED, plan, endDate, null, asked, revision);
        }
        throw new AssertionError(event);
    }

    private Subscription at(
            ServiceStatus next,
            @Nullable Plan with,
            @Nullable LocalDate until,
            @Nullable Instant pause,
            Polling asked,
            long revision) {
        boolean same = since > 0 && next.service() == service;
        return new Subscription(
                user, next, with, until, pause, freePauseYear, asked, next.service(), same ? since : revision, closed);
    }

    private Subscription afterFreePause(@Nullable Integer year) {
        return new Subscription(user, status, plan, endDate, pausedUntil, year, polling, service, since, closed);
    }

    private Subscription ended() {
        return new Subscription(user, status, plan, endDate, pausedUntil, freePauseYear, polling, service, since, true);
    }

    @Override
    public Map<String, Obligation> obligations() {
        return since == 0 || closed
                ? Map.of()
                : Map.of("user", new Obligation(user.ref(), new UserCommand.Serve(service, since), true));
    }

    @Override
    public List<SubscriptionEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        boolean gone = refusal == Refusal.GONE || refusal == Refusal.UNKNOWN_ENTITY;
        return gone && !closed && Objects.equals(obligation.to(), user.ref())
                ? List.of(new SubscriptionEvent.Closed(now))
                : List.of();
    }
}
