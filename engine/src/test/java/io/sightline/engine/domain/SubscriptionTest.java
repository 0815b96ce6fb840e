package io.sightline.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.OperatorAnswer.Verdict.NOT_ACTIVE;
import static io.sightline.engine.domain.OperatorAnswer.Verdict.SILENT;
import static io.sightline.engine.domain.OperatorAnswer.Verdict.SUBSCRIBED;
import static io.sightline.engine.domain.OperatorAnswer.Verdict.WITHOUT_PACKAGES;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.GONE;
import static io.sightline.engine.domain.Refusal.INVALID;
import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionTest {

    static final Subscription.Plan BASIC = new Subscription.Plan(new TariffPlanId("basic"), "Basic", 1);
    private static final Subscription.Plan LARGE = new Subscription.Plan(new TariffPlanId("large"), "Large", 12);
    private static final ZoneId ZONE = ZoneId.of("+05:00");
    static final ServiceRules RULES =
            new ServiceRules(true, 2, Duration.ofMinutes(5), Duration.ofDays(1), LocalTime.of(2, 0), ZONE, false);
    private static final Instant RENEWAL = Instant.parse("2026-11-30T21:00:00Z");
    private static final Polling.Timetable NEXT = new Polling.Timetable(RENEWAL, NOON.plus(Duration.ofDays(1)));
    private static final LocalDate END = LocalDate.of(2026, 12, 22);
    private static final LocalDate LATER = LocalDate.of(2027, 1, 22);

    private static Given<SubscriptionCommand, SubscriptionEvent, Subscription> none() {
        return given(Subscription.none(UserTest.ADA));
    }

    private static Given<SubscriptionCommand, SubscriptionEvent, Subscription> attached() {
        return none().after(new SubscriptionCommand.Attach(BASIC));
    }

    private static Given<SubscriptionCommand, SubscriptionEvent, Subscription> active() {
        return attached().after(new SubscriptionCommand.Activate(RULES));
    }

    private static Given<SubscriptionCommand, SubscriptionEvent, Subscription> deactivated() {
        var service = active();
        return service.after(take(service, NOT_ACTIVE)).after(take(service, NOT_ACTIVE));
    }

    private static Given<SubscriptionCommand, SubscriptionEvent, Subscription> onlyLive() {
        var service = active();
        return service.after(take(service, WITHOUT_PACKAGES)).after(take(service, WITHOUT_PACKAGES));
    }

    private static SubscriptionCommand take(
            Given<SubscriptionCommand, SubscriptionEvent, Subscription> service, OperatorAnswer.Verdict verdict) {
        return new SubscriptionCommand.TakeAnswer(
                service.state().polling().number(), OperatorAnswer.of(verdict), RULES);
    }

    private static @Nullable Command word(Given<SubscriptionCommand, SubscriptionEvent, Subscription> service) {
        Obligation duty = service.state().obligations().get("user");
        return duty == null ? null : duty.command();
    }

    @Test
    void isAttachedAndThenActivated() {
        none().when(new SubscriptionCommand.Activate(RULES)).thenRefused(CONFLICT);
        var service =
                none().when(new SubscriptionCommand.Attach(BASIC)).then(new SubscriptionEvent.Attached(BASIC, NOON));
        assertThat(service.state().status()).isEqualTo(ServiceStatus.NOT_ACTIVATED);
        service.when(new SubscriptionCommand.Activate(RULES)).then(new SubscriptionEvent.Activated(END, NEXT, NOON));
        assertThat(service.state().status()).isEqualTo(ServiceStatus.ACTIVE);
        service.when(new SubscriptionCommand.Activate(RULES)).thenNothing();
        service.when(new SubscriptionCommand.Attach(LARGE)).thenRefused(CONFLICT);
    }

    @Test
    void tellsTheUserWhatItMay() {
        var service = attached();
        assertThat(word(none())).isNull();
        assertThat(word(service)).isEqualTo(new UserCommand.Serve(Service.NONE, 1));
        service.after(new SubscriptionCommand.Activate(RULES));
        assertThat(word(service)).isEqualTo(new UserCommand.Serve(Service.FULL, 2));
        service.after(new SubscriptionCommand.Pause(10, false, RULES));
        assertThat(word(service)).isEqualTo(new UserCommand.Serve(Service.PAUSED, 3));
        service.after(new SubscriptionCommand.Resume());
        assertThat(word(service)).isEqualTo(new UserCommand.Serve(Service.FULL, 4));
        service.after(new SubscriptionCommand.ChangePlan(LARGE, RULES));
        assertThat(word(service)).as("as before").isEqualTo(new UserCommand.Serve(Service.FULL, 4));
        service.after(new SubscriptionCommand.Detach());
        assertThat(word(service)).isEqualTo(new UserCommand.Serve(Service.NONE, 6));
        assertThat(word(onlyLive())).isEqualTo(new UserCommand.Serve(Service.LIVE_ONLY, 4));
        assertThat(word(deactivated())).isEqualTo(new UserCommand.Serve(Service.NONE, 4));
    }

    @Test
    void isRenewedOnTheFirstOfTheMonthAtTwoInTheOperatorsZone() {
        assertThat(RULES.renewalAfter(NOON)).isEqualTo(Instant.parse("2026-11-30T21:00:00Z"));
        assertThat(RULES.renewalAfter(RENEWAL.minusMillis(1))).isEqualTo(RENEWAL);
        assertThat(RULES.renewalAfter(RENEWAL)).isEqualTo(Instant.parse("2026-12-31T21:00:00Z"));
        ServiceRules newYork = new ServiceRules(
                true,
                1,
                Duration.ofMinutes(5),
                Duration.ofDays(1),
                LocalTime.of(2, 0),
                ZoneId.of("America/New_York"),
                false);
        assertThat(newYork.renewalAfter(Instant.parse("2026-03-05T00:00:00Z")))
                .as("in summer time")
                .isEqualTo(Instant.parse("2026-04-01T06:00:00Z"));
    }

    @Test
    void asksNobodyWhereThereIsNoOperatorsBilling() {
        ServiceRules unpolled =
                new ServiceRules(false, 1, Duration.ofMinutes(5), Duration.ofDays(1), LocalTime.of(2, 0), ZONE, false);
        assertThat(attached()
                        .after(new SubscriptionCommand.Activate(unpolled))
                        .state()
                        .pollDue())
                .isNull();
        assertThat(active().state().pollDue()).isEqualTo(NEXT.information());
    }

    @Test
    void isPausedForTenTwentyOrThirtyDaysAndFreeOnceAYear() {
        var service = active();
        service.when(new SubscriptionCommand.Pause(15, false, RULES)).thenRefused(INVALID);
        Instant until = NOON.plus(Duration.ofDays(20));
        service.when(new SubscriptionCommand.Pause(20, false, RULES))
                .then(new SubscriptionEvent.Paused(until, 2026, NOON));
        assertThat(service.state().pollDue()).as("is not asked about").isNull();
        service.when(new SubscriptionCommand.EndPause(), until.minusMillis(1)).thenNothing();
        service.when(new SubscriptionCommand.EndPause(), until).then(new SubscriptionEvent.Resumed(until));
        assertThat(service.state().status()).isEqualTo(ServiceStatus.ACTIVE);
        service.when(new SubscriptionCommand.Pause(10, false, RULES)).thenRefused(CONFLICT);
        service.when(new SubscriptionCommand.Pause(10, true, RULES))
                .then(new SubscriptionEvent.Paused(NOON.plus(Duration.ofDays(10)), null, NOON));
        service.after(new SubscriptionCommand.Resume());
        Instant newYearThere = Instant.parse("2026-12-31T19:00:00Z");
        service.when(new SubscriptionCommand.Pause(10, false, RULES), newYearThere)
                .then(new SubscriptionEvent.Paused(newYearThere.plus(Duration.ofDays(10)), 2027, newYearThere));
    }

    @Test
    void isPausedAndChangedOnlyWhileActive() {
        for (var service : List.of(none(), onlyLive(), deactivated())) {
            service.when(new SubscriptionCommand.Pause(10, false, RULES)).thenRefused(CONFLICT);
            service.when(new SubscriptionCommand.Resume()).thenRefused(CONFLICT);
            service.when(new SubscriptionCommand.ChangePlan(LARGE, RULES)).thenRefused(CONFLICT);
        }
    }

    @Test
    void changesThePlanAtOnce() {
        active().when(new SubscriptionCommand.ChangePlan(LARGE, RULES))
                .then(new SubscriptionEvent.PlanChanged(LARGE, LocalDate.of(2027, 11, 22), NOON));
        attached()
                .when(new SubscriptionCommand.ChangePlan(LARGE, RULES))
                .then(new SubscriptionEvent.PlanChanged(LARGE, null, NOON));
        active().when(new SubscriptionCommand.ChangePlan(BASIC, RULES)).thenNothing();
    }

    @Test
    void isExtendedByWhatTheOperatorSays() {
        var service = active();
        OperatorAnswer answer = new OperatorAnswer(SUBSCRIBED, "Basic 2027", LATER);
        service.when(new SubscriptionCommand.TakeAnswer(2, answer, RULES), RENEWAL)
                .then(new SubscriptionEvent.Confirmed(
                        "Basic 2027", LATER, ServiceStatus.ACTIVE, Polling.Timetable.after(RENEWAL, RULES), RENEWAL));
        assertThat(service.state().endDate()).isEqualTo(LATER);
        assertThat(service.state().plan()).isEqualTo(new Subscription.Plan(BASIC.id(), "Basic 2027", 1));
    }

    @Test
    void takesNoAnswerToAnEarlierQuestion() {
        var service = active();
        SubscriptionCommand first = take(service, NOT_ACTIVE);
        service.after(first).when(first).thenNothing();
        assertThat(service.state().polling().refused()).isEqualTo(1);
    }

    @Test
    void isDeactivatedWhenTheUserWasUnknownTooOften() {
        var service = active();
        service.when(take(service, NOT_ACTIVE))
                .then(new SubscriptionEvent.PollFailed(NOT_ACTIVE, 1, 0, NOON.plus(RULES.interval()), NOON));
        assertThat(service.state().status()).as("shown as before").isEqualTo(ServiceStatus.ACTIVE);
        assertThat(service.state().pollDue()).isEqualTo(NOON.plus(RULES.interval()));
        service.when(take(service, NOT_ACTIVE)).then(new SubscriptionEvent.Deactivated(NOON));
        assertThat(service.state().pollDue()).as("is asked about no more").isNull();
        service.when(new SubscriptionCommand.Activate(RULES)).thenRefused(CONFLICT);
    }

    @Test
    void keepsOnlyLiveViewingWhenThePackagesWereMissingTooOften() {
        var service = active();
        service.after(take(service, WITHOUT_PACKAGES));
        service.when(take(service, WITHOUT_PACKAGES)).then(new SubscriptionEvent.LimitedToLive(null, NEXT, NOON));
        service.when(take(service, SUBSCRIBED))
                .then(new SubscriptionEvent.Confirmed(null, null, ServiceStatus.ACTIVE, NEXT, NOON));
        assertThat(service.state().endDate()).as("kept when none is said").isEqualTo(END);
    }

    @Test
    void countsEachFaultByItself() {
        var service = active();
        service.after(take(service, NOT_ACTIVE)).after(take(service, WITHOUT_PACKAGES));
        assertThat(service.state().status()).isEqualTo(ServiceStatus.ACTIVE);
        service.after(take(service, SUBSCRIBED)).after(take(service, NOT_ACTIVE));
        assertThat(service.state().status())
                .as("an answer for the user begins anew")
                .isEqualTo(ServiceStatus.ACTIVE);
    }

    @Test
    void doesNotTakeSilenceForANoUnlessToldTo() {
        var service = active();
        for (int i = 0; i < 5; i++) {
            service.after(take(service, SILENT));
        }
        assertThat(service.state().status()).isEqualTo(ServiceStatus.ACTIVE);
        ServiceRules strict =
                new ServiceRules(true, 1, Duration.ofMinutes(5), Duration.ofDays(1), LocalTime.of(2, 0), ZONE, true);
        service.when(new SubscriptionCommand.TakeAnswer(
                        service.state().polling().number(), OperatorAnswer.of(SILENT), strict))
                .then(new SubscriptionEvent.Deactivated(NOON));
    }

    @Test
    void isBroughtInStepByHandOnceActivated() {
        SubscriptionCommand sync =
                new SubscriptionCommand.Synchronize(new OperatorAnswer(SUBSCRIBED, "Basic", LATER), RULES);
        SubscriptionEvent confirmed = new SubscriptionEvent.Confirmed("Basic", LATER, ServiceStatus.ACTIVE, NEXT, NOON);
        none().when(sync).thenRefused(CONFLICT);
        attached().when(sync).thenRefused(CONFLICT);
        active().after(new SubscriptionCommand.Pause(10, false, RULES))
                .when(sync)
                .thenRefused(CONFLICT);
        active().when(sync).then(confirmed);
        onlyLive().when(sync, NOON.plusSeconds(1));
        deactivated().when(sync).then(confirmed);
    }

    @Test
    void losesNothingByASynchronisationByHand() {
        for (OperatorAnswer.Verdict verdict : List.of(NOT_ACTIVE, SILENT)) {
            active().when(new SubscriptionCommand.Synchronize(OperatorAnswer.of(verdict), RULES))
                    .thenRefused(CONFLICT);
        }
        SubscriptionCommand missing = new SubscriptionCommand.Synchronize(OperatorAnswer.of(WITHOUT_PACKAGES), RULES);
        assertThat(active().after(missing).state().status()).isEqualTo(ServiceStatus.ACTIVE);
        assertThat(deactivated().after(missing).state().status()).isEqualTo(ServiceStatus.ONLY_LIVE);
    }

    @Test
    void endsWithItsUser() {
        var service = active();
        service.when(new SubscriptionCommand.Close()).then(new SubscriptionEvent.Closed(NOON));
        service.when(new SubscriptionCommand.Close()).thenNothing();
        service.when(new SubscriptionCommand.Attach(BASIC)).thenRefused(GONE);
        assertThat(service.state().obligations()).isEmpty();
        assertThat(service.state().pollDue()).isNull();
        var other = active();
        Obligation told = other.state().obligations().get("user");
        assertThat(other.state().settle("user", told, GONE, NOON)).containsExactly(new SubscriptionEvent.Closed(NOON));
    }
}
