package io.sightline.engine.service;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.OperatorAnswer;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.ServiceStatus;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.TariffCatalogue;
import io.sightline.engine.domain.TariffCommand;
import io.sightline.engine.domain.TariffPlanId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.domain.ViewClass;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.OperatorAnswer.Verdict.NOT_ACTIVE;
import static io.sightline.engine.domain.OperatorAnswer.Verdict.SUBSCRIBED;
import static io.sightline.engine.domain.OperatorAnswer.Verdict.WITHOUT_PACKAGES;
import static io.sightline.engine.service.Firms.BASIC;
import static io.sightline.engine.service.Firms.FIRM;
import static io.sightline.engine.service.Firms.NOON;
import static io.sightline.engine.service.Firms.OFFICE;
import static io.sightline.engine.service.Firms.RESIDENT;
import static io.sightline.engine.service.Firms.done;
import static io.sightline.engine.service.Firms.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** From the tariff plan to what the user's clients are shown and its cameras record. */
class ServicesTest {

    private static final Instant RENEWAL = Instant.parse("2026-11-30T21:00:00Z");

    private final Firms firms = new Firms();

    private Manifest.Status access() {
        return firms.account(FIRM).manifest().status();
    }

    private ViewClass office() {
        return firms.account(FIRM).manifest().grants().get(SourceId.of(OFFICE)).viewClass();
    }

    private void says(OperatorAnswer.Verdict verdict) {
        firms.said.put("firm", OperatorAnswer.of(verdict));
    }

    /** Everything that is due until a moment, every five minutes. */
    private void until(Instant end) {
        for (Instant at = firms.now.get(); !at.isAfter(end); at = at.plus(Duration.ofMinutes(5))) {
            firms.at(at);
        }
    }

    @Test
    void opensAccessWhenThePlanIsActiveAndNotBefore() {
        assertThat(access()).isEqualTo(Manifest.Status.PAUSED);
        done(firms.services.attach(FIRM, BASIC));
        assertThat(access()).isEqualTo(Manifest.Status.PAUSED);
        done(firms.services.activate(FIRM));
        assertThat(access()).isEqualTo(Manifest.Status.ACTIVE);
        assertThat(office().archive()).isTrue();
        assertThat(firms.door().isRecording(false)).isTrue();
        done(firms.services.detach(FIRM));
        assertThat(access()).isEqualTo(Manifest.Status.PAUSED);
        assertThat(firms.door().isRecording(false)).isFalse();
    }

    @Test
    void attachesOnlyWhatIsOnOfferForThisUser() {
        refused(firms.services.attach(FIRM, new TariffPlanId("none")), Refusal.UNKNOWN_REFERENCE, "plan");
        TariffPlanId other = new TariffPlanId("other");
        firms.tell(TariffCatalogue.REF, new TariffCommand.Create(other, Firms.offer(RESIDENT)));
        refused(firms.services.attach(FIRM, other), Refusal.UNKNOWN_REFERENCE, "plan");
        firms.tell(TariffCatalogue.REF, new TariffCommand.Archive(Set.of(BASIC)));
        refused(firms.services.attach(FIRM, BASIC), Refusal.CONFLICT, "planArchived");
    }

    @Test
    void concernsOnlyUsersWhoNeedAService() {
        firms.create(RESIDENT, new UserOrigin.Billing(), false);
        refused(firms.services.attach(RESIDENT, BASIC), Refusal.CONFLICT, "needsService");
        refused(firms.services.activate(Firms.CLERK), Refusal.UNKNOWN_ENTITY, "user");
        firms.tell(FIRM.ref(), new UserCommand.Terminate());
        refused(firms.services.attach(FIRM, BASIC), Refusal.GONE, "user");
    }

    @Test
    void closesAccessForAPauseAndGoesOnRecording() {
        firms.activate();
        done(firms.services.pause(FIRM, 10, false));
        assertThat(access()).isEqualTo(Manifest.Status.PAUSED);
        assertThat(firms.door().isRecording(false)).isTrue();
        firms.at(NOON.plus(Duration.ofDays(10)));
        assertThat(firms.service().status()).isEqualTo(ServiceStatus.ACTIVE);
        assertThat(access()).isEqualTo(Manifest.Status.ACTIVE);
    }

    @Test
    void isRenewedOnTheFirstOfTheMonth() {
        firms.activate();
        firms.said.put("firm", new OperatorAnswer(SUBSCRIBED, "Basic", LocalDate.of(2027, 1, 31)));
        until(RENEWAL);
        assertThat(firms.service().endDate()).isEqualTo(LocalDate.of(2027, 1, 31));
        assertThat(firms.service().polling().lastAt()).isEqualTo(RENEWAL);
    }

    @Test
    void endsAccessAndRecordingWhenTheOperatorDoesNotKnowTheUser() {
        firms.activate();
        says(NOT_ACTIVE);
        Instant first = NOON.plus(Duration.ofDays(1));
        until(first);
        assertThat(access()).as("after one of two attempts").isEqualTo(Manifest.Status.ACTIVE);
        until(first.plus(Duration.ofMinutes(5)));
        assertThat(firms.service().status()).isEqualTo(ServiceStatus.DEACTIVATED);
        assertThat(access()).isEqualTo(Manifest.Status.PAUSED);
        assertThat(firms.door().isRecording(false)).isFalse();
        says(SUBSCRIBED);
        until(RENEWAL);
        assertThat(access()).as("it is asked about no more").isEqualTo(Manifest.Status.PAUSED);
        done(firms.services.synchronize(FIRM));
        assertThat(access()).isEqualTo(Manifest.Status.ACTIVE);
        assertThat(firms.door().isRecording(false)).isTrue();
    }

    @Test
    void goesOnRecordingForOthersWhenOneHasNoService() {
        firms.activate();
        firms.create(RESIDENT, new UserOrigin.Billing(), false);
        firms.tell(
                RESIDENT.ref(),
                new UserCommand.AttachPlace(SourceId.of(OFFICE), io.sightline.engine.domain.GrantStatus.ACTIVE));
        done(firms.services.detach(FIRM));
        assertThat(firms.door().isRecording(false)).isTrue();
        firms.tell(RESIDENT.ref(), new UserCommand.DetachPlace(SourceId.of(OFFICE)));
        assertThat(firms.door().isRecording(false)).isFalse();
    }

    @Test
    void leavesLiveViewingWhenThePackagesAreMissing() {
        firms.activate();
        says(WITHOUT_PACKAGES);
        until(NOON.plus(Duration.ofHours(25)));
        assertThat(firms.service().status()).isEqualTo(ServiceStatus.ONLY_LIVE);
        assertThat(access()).isEqualTo(Manifest.Status.ACTIVE);
        assertThat(office().archive()).isFalse();
        says(SUBSCRIBED);
        done(firms.services.synchronize(FIRM));
        assertThat(office().archive()).isTrue();
    }

    @Test
    void changesNothingByHandWhenTheOperatorIsAgainstItOrSilent() {
        refused(firms.services.synchronize(FIRM), Refusal.CONFLICT, "serviceStatus");
        firms.activate();
        refused(firms.services.synchronize(FIRM), Refusal.CONFLICT, "operatorSilent");
        says(NOT_ACTIVE);
        refused(firms.services.synchronize(FIRM), Refusal.CONFLICT, "operatorNotActive");
        assertThat(firms.service().status()).isEqualTo(ServiceStatus.ACTIVE);
    }

    @Test
    void endsWithItsUser() {
        firms.activate();
        firms.tell(FIRM.ref(), new UserCommand.Terminate());
        assertThat(firms.service().closed()).isTrue();
        assertThat(firms.service().pollDue()).isNull();
        assertThat(firms.door().isRecording(false)).isFalse();
    }

    @Test
    void readsItsSettings() {
        var defaults = ServiceSettings.from(com.typesafe.config.ConfigFactory.load());
        assertThat(defaults.rules().polled()).isFalse();
        assertThat(defaults.licences()).isEmpty();
        var full = ServiceSettings.from(com.typesafe.config.ConfigFactory.parseString(
                        "sightline.service { poll = on, attempts = 5, zone = \"Europe/Minsk\", licences { l1 = 7, l3 = 0 } }")
                .withFallback(com.typesafe.config.ConfigFactory.load()));
        assertThat(full.rules().attempts()).isEqualTo(5);
        assertThat(full.licences())
                .isEqualTo(Map.of(
                        io.sightline.engine.domain.LicenceLevel.L1, 7, io.sightline.engine.domain.LicenceLevel.L3, 0));
        for (String wrong : new String[] {"attempts = 0", "zone = Nowhere", "renewal-at = noon", "licences.l1 = -1"}) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> ServiceSettings.from(
                            com.typesafe.config.ConfigFactory.parseString("sightline.service { " + wrong + " }")
                                    .withFallback(com.typesafe.config.ConfigFactory.load())))
                    .isInstanceOf(com.typesafe.config.ConfigException.class);
        }
    }
}
