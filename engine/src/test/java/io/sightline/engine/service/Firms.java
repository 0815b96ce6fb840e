package io.sightline.engine.service;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.AddressNode;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsType;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.LicenceLevel;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Money;
import io.sightline.engine.domain.OperatorAnswer;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.ServiceRules;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.Subscription;
import io.sightline.engine.domain.TariffCatalogue;
import io.sightline.engine.domain.TariffCommand;
import io.sightline.engine.domain.TariffOffer;
import io.sightline.engine.domain.TariffPlanId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.DirectEngine;
import io.sightline.engine.runtime.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** A firm with an office, a camera in it, a catalogue of one plan, a clock, and an operator's billing that says what it is told to. */
final class Firms {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final UserId FIRM = new UserId("firm");
    static final UserId CLERK = new UserId("clerk");
    static final UserId RESIDENT = new UserId("resident");
    static final AddressId OFFICE = new AddressId("office");
    static final CameraId DOOR = new CameraId("door");
    static final TariffPlanId BASIC = new TariffPlanId("basic");

    private static final String HASH = "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA";

    final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    final Map<String, OperatorAnswer> said = new HashMap<>();
    final DirectEngine engine = new DirectEngine(now::get);
    final ServiceSettings settings = new ServiceSettings(
            new ServiceRules(
                    true, 2, Duration.ofMinutes(5), Duration.ofDays(1), LocalTime.of(2, 0), ZoneId.of("+05:00"), false),
            4,
            Map.of(LicenceLevel.L1, 10),
            false);
    final Services services = new Services(engine, this::say, settings);
    final ServicePolls polls = new ServicePolls(engine, this::say, settings);
    final Licences licences = new Licences(engine, settings, now::get);
    final AnalyticsCases cases = new AnalyticsCases(engine);

    Firms() {
        tell(
                new EntityRef(io.sightline.engine.domain.Kind.ADDRESS, OFFICE.value()),
                new AddressCommand.Create(Epoch.of(1), new AddressNode("Office", null, null, null, null)));
        tell(
                DOOR.ref(),
                new CameraCommand.Install("Door", PROFILE),
                new CameraCommand.Attach(SourceId.of(OFFICE), null));
        tell(TariffCatalogue.REF, new TariffCommand.Create(BASIC, offer(null)));
        create(FIRM, new UserOrigin.Portal(), true);
        tell(FIRM.ref(), new UserCommand.AttachPlace(SourceId.of(OFFICE), GrantStatus.ACTIVE));
    }

    private static final CameraProfile PROFILE =
            new CameraProfile("Door", null, null, null, null, null, null, null, false, true);

    static TariffOffer offer(@org.jspecify.annotations.Nullable UserId onlyFor) {
        return new TariffOffer("Basic", "One office", 1, new Money(990, "EUR"), 1, true, onlyFor);
    }

    private CompletionStage<OperatorAnswer> say(Personal login) {
        return CompletableFuture.completedStage(
                said.getOrDefault(login.text(), OperatorAnswer.of(OperatorAnswer.Verdict.SILENT)));
    }

    void create(UserId user, UserOrigin origin, boolean needsService) {
        Set<String> permissions = new java.util.HashSet<>(Set.of(Permission.ARCHIVES_SHOW, Permission.SUBUSERS_MANAGE));
        permissions.add(AnalyticsType.SMOKE_FIRE.permission());
        tell(
                user.ref(),
                new UserCommand.Create(
                        Epoch.of(7),
                        new LoginClaim(new LoginId(user.value()), "claim", Personal.of(user.value())),
                        origin,
                        Profile.of("b2b"),
                        HASH,
                        permissions,
                        needsService));
    }

    void clerk() {
        create(CLERK, new UserOrigin.SubUser(FIRM), false);
        tell(FIRM.ref(), new UserCommand.AddSubUser(CLERK));
        tell(CLERK.ref(), new UserCommand.ChooseDevices(Set.of("cam-door"), Set.of()));
    }

    void tell(EntityRef entity, Command... commands) {
        done(engine.send(entity, List.of(commands), null, Assurance.PERSISTED));
    }

    static void done(CompletionStage<Reply> reply) {
        assertThat(now(reply)).isInstanceOf(Reply.Done.class);
    }

    static void refused(CompletionStage<Reply> reply, Refusal refusal, String detail) {
        assertThat(now(reply)).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(refusal);
            assertThat(refused.detail()).isEqualTo(detail);
        });
    }

    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    void activate() {
        done(services.attach(FIRM, BASIC));
        done(services.activate(FIRM));
    }

    /** Lets time pass and everything happen that is then due. */
    void at(Instant time) {
        now.set(time);
        engine.keepAppointments(polls::due);
    }

    Subscription service() {
        return engine.state(Subscription.ref(FIRM), Subscription.class);
    }

    Account account(UserId user) {
        return engine.state(user.ref(), User.class).account().orElseThrow();
    }

    Analytics analytics() {
        return engine.state(Analytics.ref(FIRM), Analytics.class);
    }

    InstalledCamera door() {
        return engine.state(DOOR.ref(), Camera.class).installed().orElseThrow();
    }
}
