package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.AnalyticsType.FACE;
import static io.sightline.engine.domain.AnalyticsType.MOTION_DETECT;
import static io.sightline.engine.domain.AnalyticsType.SMOKE_FIRE;
import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.LicenceLevel.L1;
import static io.sightline.engine.domain.LicenceLevel.L3;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.GONE;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;
import static io.sightline.engine.domain.Refusal.STALE;
import static io.sightline.engine.domain.Refusal.UNKNOWN_ENTITY;
import static io.sightline.engine.domain.UserTest.ADA;
import static io.sightline.engine.domain.UserTest.SUB;
import static org.assertj.core.api.Assertions.assertThat;

class AnalyticsTest {

    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Instant PURGE = NOON.plus(Analytics.RETENTION);
    private static final Personal TITLE = Personal.of("Smoke in the yard");
    private static final CaseId YARD = new CaseId("yard");
    private static final CaseId GATE = new CaseId("gate");
    private static final CaseId SUBS = new CaseId("subs");

    private static AnalyticsCommand.Allocate allocate(LicenceLevel level, int total) {
        return new AnalyticsCommand.Allocate(Map.of(level, total), LATER);
    }

    private static AnalyticsCommand.CreateCase create(CaseId id, UserId owner, AnalyticsType type, String... cameras) {
        return new AnalyticsCommand.CreateCase(id, owner, type, TITLE, cameras(cameras));
    }

    private static List<CameraId> cameras(String... ids) {
        return Arrays.stream(ids).map(CameraId::new).toList();
    }

    private static Given<AnalyticsCommand, AnalyticsEvent, Analytics> ada(int licences) {
        return given(Analytics.none(ADA)).after(allocate(L1, licences));
    }

    private static Set<String> duties(Given<AnalyticsCommand, AnalyticsEvent, Analytics> analytics) {
        return analytics.state().obligations().keySet();
    }

    private static Obligation duty(Given<AnalyticsCommand, AnalyticsEvent, Analytics> analytics, String key) {
        return analytics.state().obligations().get(key);
    }

    @Test
    void usesOneLicenceForEachCameraOfEachCase() {
        var analytics = ada(5).after(create(YARD, ADA, SMOKE_FIRE, "1", "2"), create(GATE, ADA, MOTION_DETECT, "1"));
        assertThat(analytics.state().count(L1)).isEqualTo(new Analytics.Count(L1, 5, 3));
        assertThat(analytics.state().count(L1).free()).isEqualTo(2);
        analytics.when(create(SUBS, SUB, SMOKE_FIRE, "1", "2", "3")).thenRefused(LIMIT_EXCEEDED);
        analytics.after(create(SUBS, SUB, SMOKE_FIRE, "1", "2"));
        assertThat(analytics.state().count(L1).free()).as("sub-users count too").isZero();
        analytics.when(create(new CaseId("face"), ADA, FACE, "1")).thenRefused(LIMIT_EXCEEDED);
    }

    @Test
    void refusesFewerLicencesThanAreUsedAndTakesNone() {
        var analytics = ada(5).after(create(YARD, ADA, SMOKE_FIRE, "1", "2", "3"));
        analytics.when(allocate(L1, 2)).thenRefused(CONFLICT);
        analytics.when(allocate(L1, 3)).then(new AnalyticsEvent.Allocated(Map.of(L1, 3), NOON));
        analytics.when(allocate(L1, 0)).then(new AnalyticsEvent.Allocated(Map.of(L1, 0), NOON));
        analytics.when(allocate(L1, -1)).thenRefused(INVALID);
        analytics.when(allocate(L1, 7), LATER.plusMillis(1)).thenRefused(STALE);
    }

    @Test
    void hidesTheCasesOfALevelWithItsLastLicenceAndDeletesThemAfterSevenDays() {
        var analytics = ada(5).after(allocate(L3, 1), create(YARD, ADA, SMOKE_FIRE, "1"), create(GATE, ADA, FACE, "1"));
        analytics.after(allocate(L1, 0));
        assertThat(duties(analytics))
                .contains("case|gate", "remove|case-yard|5")
                .doesNotContain("case|yard");
        assertThat(duty(analytics, "remove|case-yard|5").untilFenced()).isTrue();
        assertThat(analytics.state().purgeDue()).isEqualTo(PURGE);
        analytics.when(new AnalyticsCommand.Purge(), PURGE.minusMillis(1)).thenNothing();
        analytics.when(new AnalyticsCommand.Purge(), PURGE).then(new AnalyticsEvent.Purged(Set.of(YARD)));
        assertThat(analytics.state().cases()).containsOnlyKeys(GATE);
        assertThat(analytics.state().purgeDue()).isNull();
    }

    @Test
    void showsCasesAgainOldestFirstWhileLicencesSuffice() {
        var analytics = ada(9).after(
                        create(YARD, ADA, SMOKE_FIRE, "1", "2"),
                        create(GATE, ADA, SMOKE_FIRE, "1", "2", "3"),
                        create(SUBS, SUB, SMOKE_FIRE, "1"));
        analytics.after(allocate(L1, 0), allocate(L1, 4));
        assertThat(analytics.state().cases().get(YARD).isVisible()).isTrue();
        assertThat(analytics.state().cases().get(GATE).purgeAt()).isEqualTo(PURGE);
        assertThat(analytics.state().cases().get(SUBS).purgeAt())
                .as("no younger one before it")
                .isEqualTo(PURGE);
        assertThat(analytics.state().count(L1)).isEqualTo(new Analytics.Count(L1, 4, 2));
        analytics.after(allocate(L1, 6));
        assertThat(analytics.state().purgeDue()).as("all are back").isNull();
        assertThat(duties(analytics)).contains("case|yard", "case|gate", "case|subs");
        assertThat(analytics.state().leaving()).isEmpty();
    }

    @Test
    void keepsTheFirstDeadlineOfWhatStaysHidden() {
        var analytics = ada(2).after(create(YARD, ADA, SMOKE_FIRE, "1", "2"), allocate(L1, 0), allocate(L1, 1));
        Instant threeDays = NOON.plusSeconds(3 * 86_400);
        analytics
                .when(new AnalyticsCommand.Allocate(Map.of(L1, 0), PURGE), threeDays)
                .then(new AnalyticsEvent.Allocated(Map.of(L1, 0), threeDays));
        assertThat(analytics.state().purgeDue()).isEqualTo(PURGE);
        assertThat(analytics.state().allotments().get(L1).removedAt()).isEqualTo(threeDays);
    }

    @Test
    void putsACaseWhereItsOwnerSeesItAndTheCountersWithTheMainUser() {
        var analytics = ada(5).after(create(SUBS, SUB, SMOKE_FIRE, "1"));
        assertThat(duty(analytics, "case|subs").to()).isEqualTo(SUB.ref());
        assertThat(duty(analytics, "case|subs").command())
                .isEqualTo(new SourceCommand.PutDevice(
                        "case-subs", 2, new DeviceFacts.CaseFacts(TITLE, SMOKE_FIRE, cameras("1"), NOON, List.of())));
        assertThat(duty(analytics, "licences").to()).isEqualTo(ADA.ref());
        assertThat(duty(analytics, "licences").command())
                .isEqualTo(new SourceCommand.PutDevice(
                        "licences",
                        2,
                        new DeviceFacts.LicenceFacts(analytics.state().counts())));
        analytics.after(allocate(L1, 0));
        assertThat(duties(analytics)).contains("remove|licences|3").doesNotContain("licences");
        Obligation removed = duty(analytics, "remove|licences|3");
        assertThat(analytics.state().settle("remove|licences|3", removed, null, NOON))
                .containsExactly(new AnalyticsEvent.EntryLeft("licences", 3));
    }

    @Test
    void tellsThePoolWhatTheUserHas() {
        assertThat(duty(ada(5), "pool"))
                .isEqualTo(new Obligation(LicencePool.REF, new LicencePoolCommand.Hold(ADA, Map.of(L1, 5), 1), false));
        assertThat(given(Analytics.none(ADA)).state().obligations()).isEmpty();
    }

    @Test
    void changesAVisibleCaseWithinWhatIsFree() {
        var analytics = ada(3).after(create(YARD, ADA, SMOKE_FIRE, "1", "2"));
        analytics
                .when(new AnalyticsCommand.ChangeCase(YARD, TITLE, cameras("1", "2", "3", "4")))
                .thenRefused(LIMIT_EXCEEDED);
        analytics
                .when(new AnalyticsCommand.ChangeCase(YARD, TITLE, cameras("1", "1")))
                .thenRefused(INVALID);
        analytics
                .when(new AnalyticsCommand.ChangeCase(YARD, TITLE, cameras("3", "2", "1")))
                .then(new AnalyticsEvent.CaseChanged(YARD, TITLE, cameras("3", "2", "1")));
        analytics.after(allocate(L1, 0));
        analytics
                .when(new AnalyticsCommand.ChangeCase(YARD, TITLE, cameras("1")))
                .thenRefused(UNKNOWN_ENTITY);
    }

    @Test
    void keepsTheLastEventsOfACaseAndShowsTheNewest() {
        var analytics = ada(1).after(create(YARD, ADA, SMOKE_FIRE, "1"));
        for (int i = 0; i < AnalyticsCase.EVENTS_KEPT + 5; i++) {
            analytics.after(
                    new AnalyticsCommand.Report(YARD, new AnalyticsCase.Finding("e" + i, new CameraId("1"), NOON)));
        }
        AnalyticsCase yard = analytics.state().cases().get(YARD);
        assertThat(yard.events()).hasSize(AnalyticsCase.EVENTS_KEPT);
        assertThat(yard.events().get(0).id()).isEqualTo("e104");
        assertThat(((DeviceFacts.CaseFacts) yard.facts()).events()).hasSize(AnalyticsCase.EVENTS_SHOWN);
        analytics.when(new AnalyticsCommand.Report(YARD, yard.events().get(7))).thenNothing();
    }

    @Test
    void letsGoOfWhatASubUserThatHasEndedHad() {
        var analytics = ada(5).after(create(SUBS, SUB, SMOKE_FIRE, "1"), create(YARD, ADA, SMOKE_FIRE, "1"));
        assertThat(analytics.state().settle("case|subs", duty(analytics, "case|subs"), GONE, NOON))
                .containsExactly(new AnalyticsEvent.CaseDeleted(SUBS));
        assertThat(analytics.state().settle("case|yard", duty(analytics, "case|yard"), GONE, NOON))
                .isEmpty();
    }

    @Test
    void takesEverythingBackWhenTheMainUserEnds() {
        var analytics = ada(5).after(allocate(L3, 2), create(YARD, ADA, SMOKE_FIRE, "1"));
        analytics.when(new AnalyticsCommand.Close()).then(new AnalyticsEvent.Closed(NOON));
        assertThat(analytics.state().isLicensed()).isFalse();
        assertThat(analytics.state().purgeDue()).isEqualTo(PURGE);
        analytics.when(allocate(L1, 1)).thenRefused(GONE);
        analytics.when(new AnalyticsCommand.Purge(), PURGE).then(new AnalyticsEvent.Purged(Set.of(YARD)));
    }

    /** Licences and cases against a plain count of what was asked, along random histories. */
    @Test
    void neverUsesMoreThanThereIsAndHidesWhatHasNoLicence() {
        for (long seed = 0; seed < 200; seed++) {
            Chance chance = new Chance(seed);
            var analytics = given(Analytics.none(ADA));
            for (int step = 0; step < 60; step++) {
                AnalyticsCommand command = chance.make(AnalyticsCommand.class);
                if (analytics.state().decide(command, NOON) instanceof Decision.Accepted<AnalyticsEvent>) {
                    analytics.after(command);
                }
                for (Analytics.Count count : analytics.state().counts()) {
                    assertThat(count.free())
                            .as("seed %d step %d %s", seed, step, command)
                            .isNotNegative();
                }
                analytics.state().cases().values().forEach(each -> {
                    boolean licensed = analytics.state().total(each.type().level()) > 0;
                    assertThat(each.isVisible() && !licensed)
                            .as("%s without a licence", each)
                            .isFalse();
                    assertThat(analytics.state().obligations().containsKey("case|" + each.id()))
                            .isEqualTo(each.isVisible());
                });
            }
        }
    }
}
