package io.sightline.engine.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sightline.engine.access.Why.Cause;
import io.sightline.engine.access.Why.Verdict;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Decision;
import io.sightline.engine.domain.DeviceFacts.CameraFacts;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserEvent;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WhyTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final CameraId DOOR = new CameraId("door");
    private static final String KEY = DeviceKey.of(DOOR);
    private static final SourceId HOUSE = SourceId.of(new AddressId("house"));
    private static final SourceId YARD = SourceId.of(new AddressId("yard"));

    private final Map<SourceId, Source> places = new HashMap<>();
    private User user = User.absent(new UserId("ada"));
    private long revision;

    private void told(UserCommand command) {
        Decision<UserEvent> decision = user.decide(command, NOON);
        for (UserEvent event : ((Decision.Accepted<UserEvent>) decision).events()) {
            user = user.apply(event, ++revision);
        }
    }

    private void created(UserOrigin origin) {
        told(new UserCommand.Create(
                new Epoch("0000000000000001"),
                new LoginClaim(new LoginId("l1"), "c1", Personal.of("ada")),
                origin,
                Profile.of("b2c"),
                "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA",
                Set.of(),
                false));
    }

    private void hangsAt(SourceId place) {
        places.put(
                place,
                Source.empty(new Epoch("0000000000000002"))
                        .put(KEY, 3, new CameraFacts("Door", List.of(), true, null, null), 5));
    }

    private Why why() {
        Account account = user.account().orElseThrow();
        Map<SourceId, Source> sources = new HashMap<>(places);
        sources.put(SourceId.of(account.id()), account.source());
        return Why.explain(account, sources, KEY);
    }

    @Test
    void namesEveryPlaceThroughWhichADeviceIsSeen() {
        created(new UserOrigin.Billing());
        told(new UserCommand.AttachPlace(HOUSE, GrantStatus.ACTIVE));
        told(new UserCommand.AttachPlace(YARD, GrantStatus.ACTIVE));
        hangsAt(HOUSE);
        hangsAt(YARD);
        assertThat(why().verdict()).isEqualTo(Verdict.VISIBLE);
        assertThat(why().cause()).isNull();
        assertThat(why().paths()).extracting(Why.Path::source).containsExactly(HOUSE, YARD);
    }

    @Test
    void saysThatNoPlaceOfTheUserHasIt() {
        created(new UserOrigin.Billing());
        told(new UserCommand.AttachPlace(YARD, GrantStatus.ACTIVE));
        hangsAt(HOUSE);
        assertThat(why().verdict()).isEqualTo(Verdict.HIDDEN);
        assertThat(why().cause()).isEqualTo(Cause.NOT_GRANTED);
    }

    @Test
    void namesWhatTheUserIsSuspendedForAndKeepsThePaths() {
        created(new UserOrigin.Billing());
        told(new UserCommand.AttachPlace(HOUSE, GrantStatus.ACTIVE));
        hangsAt(HOUSE);
        told(new UserCommand.Suspend(SuspensionCause.BILLING_PAUSE));
        assertThat(why().cause()).isEqualTo(Cause.SUSPENDED);
        assertThat(why().suspensions()).containsExactly(SuspensionCause.BILLING_PAUSE);
        assertThat(why().paths()).hasSize(1);
    }

    @Test
    void saysThatTheUserIsGone() {
        created(new UserOrigin.Billing());
        hangsAt(HOUSE);
        told(new UserCommand.Terminate());
        assertThat(why().cause()).isEqualTo(Cause.TERMINATED);
    }

    @Test
    void showsALockedPlaceAsLocked() {
        created(new UserOrigin.Billing());
        told(new UserCommand.AttachPlace(HOUSE, GrantStatus.BLOCKED));
        hangsAt(HOUSE);
        assertThat(why().verdict()).isEqualTo(Verdict.LOCKED);
        assertThat(why().cause()).isEqualTo(Cause.PLACE_LOCKED);
    }

    @Test
    void letsAnOpenPlaceOutweighALockedOne() {
        created(new UserOrigin.Billing());
        told(new UserCommand.AttachPlace(HOUSE, GrantStatus.BLOCKED));
        told(new UserCommand.AttachPlace(YARD, GrantStatus.ACTIVE));
        hangsAt(HOUSE);
        hangsAt(YARD);
        assertThat(why().verdict()).isEqualTo(Verdict.VISIBLE);
    }

    @Test
    void letsALockByNameOutweighEveryPlace() {
        created(new UserOrigin.Billing());
        told(new UserCommand.AttachPlace(HOUSE, GrantStatus.ACTIVE));
        told(new UserCommand.GrantCamera(DOOR, GrantStatus.BLOCKED, null));
        hangsAt(HOUSE);
        assertThat(why().verdict()).isEqualTo(Verdict.LOCKED);
        assertThat(why().cause()).isEqualTo(Cause.BLOCKED);
    }
}
