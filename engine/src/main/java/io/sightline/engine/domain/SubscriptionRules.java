package io.sightline.engine.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.INVALID;

/** What becomes of commands about a user's service: which states follow on which. */
final class SubscriptionRules {

    private static final Set<Integer> PAUSES = Set.of(10, 20, 30);
    private static final String STATUS = "serviceStatus";

    private SubscriptionRules() {}

    static Decision<SubscriptionEvent> decide(Subscription held, SubscriptionCommand command, Instant now) {
        ServiceStatus status = held.status();
        if (command instanceof SubscriptionCommand.Attach attach) {
            return attach(held, attach, now);
        }
        if (command instanceof SubscriptionCommand.Detach) {
            return status == ServiceStatus.SERVICE_NOT_ADDED
                    ? unchanged()
                    : accept(new SubscriptionEvent.Detached(now));
        }
        if (command instanceof SubscriptionCommand.Activate activate) {
            if (status == ServiceStatus.ACTIVE) {
                return unchanged();
            }
            Subscription.Plan plan = held.plan();
            return status == ServiceStatus.NOT_ACTIVATED && plan != null
                    ? accept(new SubscriptionEvent.Activated(
                            endOf(plan, now, activate.rules()), Polling.Timetable.after(now, activate.rules()), now))
                    : refuse(CONFLICT, STATUS);
        }
        if (command instanceof SubscriptionCommand.Pause pause) {
            return pause(held, pause, now);
        }
        if (command instanceof SubscriptionCommand.Resume) {
            return status == ServiceStatus.ON_PAUSE
                    ? accept(new SubscriptionEvent.Resumed(now))
                    : status == ServiceStatus.ACTIVE ? unchanged() : refuse(CONFLICT, STATUS);
        }
        if (command instanceof SubscriptionCommand.EndPause) {
            Instant until = held.pausedUntil();
            return until != null && !until.isAfter(now) ? accept(new SubscriptionEvent.Resumed(now)) : unchanged();
        }
        if (command instanceof SubscriptionCommand.ChangePlan change) {
            return change(held, change, now);
        }
        if (command instanceof SubscriptionCommand.TakeAnswer take) {
            boolean awaited =
                    status.isPolled() && take.number() == held.polling().number();
            return awaited ? answered(held, take.answer(), take.rules(), now) : unchanged();
        }
        if (command instanceof SubscriptionCommand.Synchronize synchronize) {
            return synchronize(held, synchronize, now);
        }
        throw new AssertionError(command);
    }

    private static Decision<SubscriptionEvent> attach(
            Subscription held, SubscriptionCommand.Attach attach, Instant now) {
        if (attach.plan().equals(held.plan())) {
            return unchanged();
        }
        boolean may = held.status() == ServiceStatus.SERVICE_NOT_ADDED || held.status() == ServiceStatus.NOT_ACTIVATED;
        return may ? accept(new SubscriptionEvent.Attached(attach.plan(), now)) : refuse(CONFLICT, STATUS);
    }

    private static LocalDate endOf(Subscription.Plan plan, Instant from, ServiceRules rules) {
        return from.atZone(rules.zone()).toLocalDate().plusMonths(plan.months());
    }

    private static Decision<SubscriptionEvent> pause(Subscription held, SubscriptionCommand.Pause pause, Instant now) {
        if (!PAUSES.contains(pause.days())) {
            return refuse(INVALID, "days");
        }
        if (held.status() == ServiceStatus.ON_PAUSE) {
            return unchanged();
        }
        if (held.status() != ServiceStatus.ACTIVE) {
            return refuse(CONFLICT, STATUS);
        }
        int year = now.atZone(pause.rules().zone()).getYear();
        boolean free = !Objects.equals(held.freePauseYear(), year);
        if (!free && !pause.paid()) {
            return refuse(CONFLICT, "freePause");
        }
        Instant until = now.plus(pause.days(), ChronoUnit.DAYS);
        return accept(new SubscriptionEvent.Paused(until, free ? year : null, now));
    }

    private static Decision<SubscriptionEvent> change(
            Subscription held, SubscriptionCommand.ChangePlan change, Instant now) {
        boolean active = held.status() == ServiceStatus.ACTIVE;
        if (!active && held.status() != ServiceStatus.NOT_ACTIVATED) {
            return refuse(CONFLICT, STATUS);
        }
        boolean same =
                held.plan() != null && held.plan().id().equals(change.plan().id());
        LocalDate end = active ? endOf(change.plan(), now, change.rules()) : null;
        return same ? unchanged() : accept(new SubscriptionEvent.PlanChanged(change.plan(), end, now));
    }

    /** An enquiry ends with the first answer for the user, or with the last of too many against it. */
    private static Decision<SubscriptionEvent> answered(
            Subscription held, OperatorAnswer answer, ServiceRules rules, Instant now) {
        OperatorAnswer.Verdict verdict = answer.verdict();
        Polling.Timetable next = Polling.Timetable.after(now, rules);
        if (verdict == OperatorAnswer.Verdict.SUBSCRIBED) {
            return accept(confirmed(answer, ServiceStatus.ACTIVE, next, now));
        }
        boolean against = verdict == OperatorAnswer.Verdict.NOT_ACTIVE
                || (verdict == OperatorAnswer.Verdict.SILENT && rules.silenceCounts());
        int refused = held.polling().refused() + (against ? 1 : 0);
        int missing = held.polling().missing() + (verdict == OperatorAnswer.Verdict.WITHOUT_PACKAGES ? 1 : 0);
        if (refused >= rules.attempts()) {
            return accept(new SubscriptionEvent.Deactivated(now));
        }
        return missing >= rules.attempts()
                ? accept(new SubscriptionEvent.LimitedToLive(answer.endDate(), next, now))
                : accept(new SubscriptionEvent.PollFailed(verdict, refused, missing, now.plus(rules.interval()), now));
    }

    private static SubscriptionEvent.Confirmed confirmed(
            OperatorAnswer answer, ServiceStatus status, Polling.@Nullable Timetable next, Instant now) {
        return new SubscriptionEvent.Confirmed(answer.planName(), answer.endDate(), status, next, now);
    }

    /**
     * Once activated, a plan can be brought in step by hand, and a deactivated one comes back. Missing packages are weighed by
     * the enquiries alone, so by hand they take nothing away; what comes back without them comes back live only.
     */
    private static Decision<SubscriptionEvent> synchronize(
            Subscription held, SubscriptionCommand.Synchronize synchronize, Instant now) {
        ServiceStatus status = held.status();
        if (!status.isPolled() && status != ServiceStatus.DEACTIVATED) {
            return refuse(CONFLICT, STATUS);
        }
        OperatorAnswer answer = synchronize.answer();
        if (!answer.isActive()) {
            return refuse(CONFLICT, "operator");
        }
        ServiceStatus next = answer.verdict() == OperatorAnswer.Verdict.SUBSCRIBED
                ? ServiceStatus.ACTIVE
                : status == ServiceStatus.DEACTIVATED ? ServiceStatus.ONLY_LIVE : status;
        boolean repeated = status == next && now.equals(held.polling().lastAt());
        return repeated
                ? unchanged()
                : accept(confirmed(answer, next, Polling.Timetable.after(now, synchronize.rules()), now));
    }
}
