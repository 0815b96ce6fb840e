package io.sightline.engine.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsCase;
import io.sightline.engine.domain.AnalyticsType;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CaseId;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.OperatorAnswer;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.AnalyticsType.FACE;
import static io.sightline.engine.domain.AnalyticsType.SMOKE_FIRE;
import static io.sightline.engine.domain.LicenceLevel.L1;
import static io.sightline.engine.domain.LicenceLevel.L2;
import static io.sightline.engine.domain.LicenceLevel.L3;
import static io.sightline.engine.service.Firms.CLERK;
import static io.sightline.engine.service.Firms.DOOR;
import static io.sightline.engine.service.Firms.FIRM;
import static io.sightline.engine.service.Firms.NOON;
import static io.sightline.engine.service.Firms.RESIDENT;
import static io.sightline.engine.service.Firms.done;
import static io.sightline.engine.service.Firms.now;
import static io.sightline.engine.service.Firms.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Licences, and the cases that they let appear in clients and vanish from them. */
class LicencesTest {

    private static final CaseId SMOKE = new CaseId("smoke");
    private static final Personal TITLE = Personal.of("Smoke");

    private final Firms firms = new Firms();

    @BeforeEach
    void activate() {
        firms.activate();
    }

    private void licensed(int l1) {
        done(firms.licences.allocate(FIRM, Map.of(L1, l1)));
    }

    private java.util.concurrent.CompletionStage<io.sightline.engine.runtime.Reply> smoke(UserId owner, CaseId id) {
        return firms.cases.create(owner, id, SMOKE_FIRE, TITLE, List.of(DOOR));
    }

    private Map<String, Source.Entry> entries(UserId user) {
        return firms.account(user).source().entries();
    }

    @Test
    void showsCasesAndCountersInTheOwnSourceOfTheUser() {
        licensed(3);
        done(smoke(FIRM, SMOKE));
        assertThat(entries(FIRM)).containsOnlyKeys("licences", "case-smoke");
        assertThat(entries(FIRM).get("licences").facts())
                .isEqualTo(new DeviceFacts.LicenceFacts(List.of(
                        new Analytics.Count(L1, 3, 1), new Analytics.Count(L2, 0, 0), new Analytics.Count(L3, 0, 0))));
        done(firms.cases.report(FIRM, SMOKE, new AnalyticsCase.Finding("e1", DOOR, NOON)));
        assertThat(((DeviceFacts.CaseFacts) entries(FIRM).get("case-smoke").facts()).events())
                .hasSize(1);
        done(firms.licences.allocate(FIRM, Map.of(L1, 0)));
        assertThat(entries(FIRM)).isEmpty();
        done(firms.licences.allocate(FIRM, Map.of(L1, 1)));
        assertThat(((DeviceFacts.CaseFacts) entries(FIRM).get("case-smoke").facts()).events())
                .as("with its events")
                .hasSize(1);
        done(firms.licences.allocate(FIRM, Map.of(L1, 0)));
        firms.at(NOON.plus(Analytics.RETENTION));
        done(firms.licences.allocate(FIRM, Map.of(L1, 1)));
        assertThat(entries(FIRM)).as("for good").containsOnlyKeys("licences");
    }

    @Test
    void givesSubUsersTheirOwnCasesOnTheLicencesOfTheMainUser() {
        firms.clerk();
        licensed(1);
        done(smoke(CLERK, SMOKE));
        assertThat(entries(CLERK)).containsOnlyKeys("case-smoke");
        assertThat(entries(FIRM)).containsOnlyKeys("licences");
        refused(smoke(FIRM, new CaseId("second")), Refusal.LIMIT_EXCEEDED, "licences");
        refused(firms.licences.allocate(CLERK, Map.of(L1, 1)), Refusal.CONFLICT, "subUser");
        refused(firms.cases.delete(FIRM, SMOKE), Refusal.UNKNOWN_ENTITY, "case");
        firms.tell(FIRM.ref(), new UserCommand.RemoveSubUser(CLERK));
        assertThat(firms.analytics().cases()).as("goes with the sub-user").isEmpty();
        done(smoke(FIRM, new CaseId("second")));
    }

    @Test
    void needsPermissionAndCamerasThatTheOwnerCanWatch() {
        licensed(5);
        done(firms.licences.allocate(FIRM, Map.of(L3, 5)));
        refused(firms.cases.create(FIRM, SMOKE, FACE, TITLE, List.of(DOOR)), Refusal.FORBIDDEN, "analytic-cases-face");
        refused(
                firms.cases.create(FIRM, SMOKE, SMOKE_FIRE, TITLE, List.of(DOOR, new CameraId("other"))),
                Refusal.UNKNOWN_REFERENCE,
                "cameras");
        assertThat(AnalyticsType.isPermission(FACE.permission())).isTrue();
    }

    @Test
    void changesLicencesAndMakesCasesOnlyWhileTheServiceIsActive() {
        licensed(2);
        firms.said.put("firm", OperatorAnswer.of(OperatorAnswer.Verdict.WITHOUT_PACKAGES));
        firms.at(NOON.plusSeconds(86_400));
        firms.at(NOON.plusSeconds(86_700));
        refused(firms.licences.allocate(FIRM, Map.of(L1, 5)), Refusal.CONFLICT, "serviceStatus");
        refused(smoke(FIRM, SMOKE), Refusal.CONFLICT, "serviceStatus");
        assertThat(firms.analytics().total(L1)).as("kept").isEqualTo(2);
        assertThat(now(firms.licences.check(FIRM, Map.of(L1, Optional.of(1))))).isEqualTo(Map.of(L1, false));
    }

    @Test
    void neverGivesMoreThanTheDeploymentHas() {
        firms.create(RESIDENT, new UserOrigin.Billing(), false);
        done(firms.licences.allocate(RESIDENT, Map.of(L1, 7)));
        refused(firms.licences.allocate(FIRM, Map.of(L1, 4)), Refusal.LIMIT_EXCEEDED, "L1");
        done(firms.licences.allocate(FIRM, Map.of(L1, 3, L2, 500)));
        assertThat(now(firms.licences.deployment()).shared()).isEqualTo(Map.of(L1, 10, L2, 500, L3, 0));
        firms.tell(RESIDENT.ref(), new UserCommand.Terminate());
        assertThat(now(firms.licences.deployment()).shared()).containsEntry(L1, 3);
        done(firms.licences.allocate(FIRM, Map.of(L1, 10)));
    }

    @Test
    void saysBeforehandWhatWouldBeAccepted() {
        licensed(2);
        done(smoke(FIRM, SMOKE));
        done(firms.cases.create(FIRM, new CaseId("more"), SMOKE_FIRE, TITLE, List.of(DOOR)));
        assertThat(now(firms.licences.check(
                        FIRM, Map.of(L1, Optional.of(1), L2, Optional.empty(), L3, Optional.of(0)))))
                .isEqualTo(Map.of(L1, false, L2, false, L3, true));
        assertThat(now(firms.licences.check(FIRM, Map.of(L1, Optional.of(0))))).isEqualTo(Map.of(L1, true));
        assertThat(now(firms.licences.check(FIRM, Map.of(L1, Optional.of(11))))).isEqualTo(Map.of(L1, false));
    }
}
