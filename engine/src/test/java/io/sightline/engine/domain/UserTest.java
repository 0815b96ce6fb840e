package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.GrantStatus.ACTIVE;
import static io.sightline.engine.domain.GrantStatus.BLOCKED;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.GONE;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;
import static io.sightline.engine.domain.Refusal.UNKNOWN_ENTITY;
import static io.sightline.engine.domain.SuspensionCause.ADMIN_DISABLED;
import static io.sightline.engine.domain.SuspensionCause.BILLING_PAUSE;
import static io.sightline.engine.domain.SuspensionCause.EXPIRED;
import static io.sightline.engine.domain.SuspensionCause.NO_ACTIVE_SERVICE;
import static io.sightline.engine.domain.SuspensionCause.PARENT_SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class UserTest {

    static final UserId ADA = new UserId("ada");
    static final UserId SUB = new UserId("sub");
    private static final Epoch EPOCH = Epoch.of(1);
    private static final SourceId OWN = SourceId.of(ADA);
    private static final SourceId HOME = SourceId.of(new AddressId("home"));
    private static final SourceId YARD = SourceId.of(new AddressId("yard"));
    private static final CameraId DOOR = new CameraId("door");
    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
    private static final LoginClaim LOGIN = new LoginClaim(new LoginId("l1"), "r1", Personal.of("ada@example.org"));
    private static final Set<String> ALL =
            Set.of(Permission.ARCHIVES_SHOW, Permission.PTZ_CONTROL, Permission.SUBUSERS_MANAGE);
    private static final DeviceFacts FACTS = new DeviceFacts.CameraFacts("Door", List.of(), true, null, null);

    static UserEvent created() {
        return new UserEvent.Created(EPOCH, LOGIN, new UserOrigin.Billing(), Profile.of("b2c"), HASH, ALL, false, NOON);
    }

    static UserEvent subCreated() {
        return new UserEvent.Created(
                EPOCH, LOGIN, new UserOrigin.SubUser(ADA), Profile.of("subuser"), HASH, ALL, false, NOON);
    }

    private static UserEvent temporary() {
        return new UserEvent.Created(
                EPOCH,
                LOGIN,
                new UserOrigin.Temporary(NOON.plusSeconds(60), 50),
                Profile.of("special"),
                HASH,
                ALL,
                false,
                NOON);
    }

    private static UserCommand.Create create() {
        return new UserCommand.Create(EPOCH, LOGIN, new UserOrigin.Billing(), Profile.of("b2c"), HASH, ALL, false);
    }

    private static Given<UserCommand, UserEvent, User> ada() {
        return given(User.absent(ADA), created());
    }

    private static Account account(Given<UserCommand, UserEvent, User> given) {
        return given.state().account().orElseThrow();
    }

    private static Manifest manifest(Given<UserCommand, UserEvent, User> given) {
        return account(given).manifest();
    }

    @Test
    void isCreatedOnce() {
        given(User.absent(ADA)).when(create()).then(created()).when(create()).thenNothing();
    }

    @Test
    void refusesAPasswordWhereAHashBelongs() {
        given(User.absent(ADA))
                .when(new UserCommand.Create(
                        EPOCH, LOGIN, new UserOrigin.Billing(), Profile.of("b2c"), "secret", ALL, false))
                .thenRefused(INVALID);
        ada().when(new UserCommand.ChangePassword("secret")).thenRefused(INVALID);
    }

    @Test
    void knowsNobodyBeforeCreation() {
        given(User.absent(ADA)).when(new UserCommand.Suspend(BILLING_PAUSE)).thenRefused(UNKNOWN_ENTITY);
    }

    @Test
    void waitsForAServiceWhenItNeedsOne() {
        var user = given(User.absent(ADA))
                .after(new UserCommand.Create(
                        EPOCH, LOGIN, new UserOrigin.Billing(), Profile.of("b2b"), HASH, ALL, true));
        assertThat(manifest(user).status()).isEqualTo(Manifest.Status.PAUSED);
        user.when(new UserCommand.Resume(NO_ACTIVE_SERVICE)).thenRefused(INVALID);
        user.when(new UserCommand.Serve(Service.FULL, 5)).then(new UserEvent.Served(Service.FULL, 5));
        assertThat(manifest(user).status()).isEqualTo(Manifest.Status.ACTIVE);
    }

    private static Given<UserCommand, UserEvent, User> firm() {
        return given(User.absent(ADA))
                .after(new UserCommand.Create(
                        EPOCH, LOGIN, new UserOrigin.Billing(), Profile.of("b2b"), HASH, ALL, true));
    }

    private static Command duty(Given<UserCommand, UserEvent, User> user, String key) {
        return user.state().obligations().get(key).command();
    }

    @Test
    void hasWhatItsSubscriptionSaidLast() {
        var user = firm().after(new UserCommand.Serve(Service.LIVE_ONLY, 5));
        assertThat(account(user).standing().liveOnly()).isTrue();
        assertThat(account(user).standing().causes()).isEmpty();
        user.when(new UserCommand.Serve(Service.NONE, 4)).thenNothing();
        user.when(new UserCommand.SetLiveOnly(false)).thenRefused(CONFLICT);
        user.after(new UserCommand.Suspend(BILLING_PAUSE), new UserCommand.Serve(Service.NONE, 6));
        user.after(new UserCommand.Serve(Service.FULL, 7));
        assertThat(account(user).standing().causes()).as("each side for itself").containsExactly(BILLING_PAUSE);
        ada().when(new UserCommand.Serve(Service.NONE, 9)).thenRefused(CONFLICT);
        user.after(new UserCommand.Terminate());
        assertThat(duty(user, "service")).isEqualTo(new SubscriptionCommand.Close());
    }

    @Test
    void tellsItsPlacesAndCamerasWhetherTheyRecordForIt() {
        CameraId camera = new CameraId("1");
        SourceId own = SourceId.of(ADA);
        var user = firm().after(
                        new UserCommand.AttachPlace(HOME, ACTIVE), new UserCommand.GrantCamera(camera, ACTIVE, null));
        assertThat(duty(user, "join|" + HOME)).isEqualTo(new MemberCommand.Idle(ADA, 2));
        assertThat(duty(user, "watch|1")).isEqualTo(new CameraCommand.Watch(own, 0, false));
        user.after(new UserCommand.Serve(Service.FULL, 1));
        assertThat(duty(user, "join|" + HOME)).isEqualTo(new MemberCommand.Join(ADA, 4));
        assertThat(duty(user, "watch|1")).isEqualTo(new CameraCommand.Watch(own, 4, true));
        user.after(new UserCommand.Serve(Service.PAUSED, 2));
        assertThat(duty(user, "join|" + HOME)).as("still when paused").isEqualTo(new MemberCommand.Join(ADA, 4));
        user.after(new UserCommand.Serve(Service.NONE, 3));
        assertThat(duty(user, "join|" + HOME)).isEqualTo(new MemberCommand.Idle(ADA, 6));
        Obligation join = user.state().obligations().get("join|" + HOME);
        assertThat(user.state().settle("join|" + HOME, join, UNKNOWN_ENTITY, NOON))
                .containsExactly(new UserEvent.PlaceLost(HOME));
        assertThat(ada().after(new UserCommand.GrantCamera(camera, ACTIVE, null))
                        .state()
                        .obligations())
                .as("nothing to say of one who always counted")
                .doesNotContainKey("watch|1");
    }

    @Test
    void keepsItsGrantsAndTheirNumbersThroughAPause() {
        var user = ada().after(new UserCommand.AttachPlace(HOME, ACTIVE));
        Map<SourceId, Grant> before = manifest(user).grants();
        user.when(new UserCommand.Suspend(BILLING_PAUSE)).then(new UserEvent.Suspended(BILLING_PAUSE));
        assertThat(manifest(user)).isEqualTo(new Manifest(EPOCH, 3, Manifest.Status.PAUSED, before(before), 1));
        user.when(new UserCommand.Suspend(BILLING_PAUSE)).thenNothing();
        user.when(new UserCommand.Resume(BILLING_PAUSE)).then(new UserEvent.Resumed(BILLING_PAUSE));
        assertThat(manifest(user)).isEqualTo(new Manifest(EPOCH, 4, Manifest.Status.ACTIVE, before(before), 1));
    }

    private static SortedMap<SourceId, Grant> before(Map<SourceId, Grant> grants) {
        return new TreeMap<>(grants);
    }

    @Test
    void staysSuspendedUntilTheLastCauseHasGone() {
        var user = ada().after(
                        new UserCommand.Suspend(BILLING_PAUSE),
                        new UserCommand.Suspend(ADMIN_DISABLED),
                        new UserCommand.Resume(BILLING_PAUSE));
        assertThat(manifest(user).status()).isEqualTo(Manifest.Status.PAUSED);
        assertThat(account(user).standing().causes()).containsExactly(ADMIN_DISABLED);
    }

    @Test
    void leavesTheCausesOfOthersToThem() {
        ada().when(new UserCommand.Suspend(PARENT_SUSPENDED)).thenRefused(INVALID);
        ada().when(new UserCommand.Resume(EXPIRED)).thenRefused(INVALID);
    }

    @Test
    void givesAChangedGrantAnotherNumberAndLeavesTheOthers() {
        var user = ada().after(new UserCommand.AttachPlace(HOME, ACTIVE), new UserCommand.AttachPlace(YARD, ACTIVE));
        user.after(new UserCommand.AttachPlace(HOME, BLOCKED));
        assertThat(manifest(user).grants().get(HOME))
                .isEqualTo(new Grant(HOME, 4, ViewClass.LOCKED, Selection.all(), null));
        assertThat(manifest(user).grants().get(YARD)).extracting(Grant::number).isEqualTo(3L);
        assertThat(manifest(user).rev()).isEqualTo(4);
    }

    @Test
    void givesEveryGrantAnotherNumberWhenTheArchiveGoes() {
        var user = ada().after(new UserCommand.AttachPlace(HOME, ACTIVE), new UserCommand.SetLiveOnly(true));
        assertThat(manifest(user).grants().values())
                .extracting(Grant::viewClass, Grant::number)
                .containsExactly(tuple(ViewClass.LIVE_PTZ, 3L), tuple(ViewClass.LIVE_PTZ, 3L));
    }

    @Test
    void doesNotTouchTheManifestForAName() {
        var user = ada().after(new UserCommand.NameDevice("cam-door", Personal.of("My door")));
        assertThat(manifest(user).rev()).isEqualTo(1);
        assertThat(account(user).source().rev()).isEqualTo(2);
        assertThat(account(user).nameOf("cam-door")).contains(Personal.of("My door"));
    }

    @Test
    void tellsAPlaceItHasComeAndThatItHasGoneUntilThePlaceConfirms() {
        var user = ada().after(new UserCommand.AttachPlace(HOME, ACTIVE));
        assertThat(user.state().obligations().get("join|" + HOME))
                .isEqualTo(new Obligation(HOME.owner(), new MemberCommand.Join(ADA, 2), false));
        user.after(new UserCommand.DetachPlace(HOME));
        Obligation leave = new Obligation(HOME.owner(), new MemberCommand.Leave(ADA, 3), false);
        assertThat(user.state().obligations()).isEqualTo(Map.of("leave|" + HOME, leave));
        assertThat(user.state().settle("leave|" + HOME, leave, null, NOON))
                .containsExactly(new UserEvent.PlaceLeft(HOME));
    }

    @Test
    void losesAPlaceThatDoesNotExist() {
        var user = ada().after(new UserCommand.AttachPlace(HOME, ACTIVE));
        Obligation join = new Obligation(HOME.owner(), new MemberCommand.Join(ADA, 2), false);
        assertThat(user.state().obligations()).containsEntry("join|" + HOME, join);
        assertThat(user.state().settle("join|" + HOME, join, UNKNOWN_ENTITY, NOON))
                .containsExactly(new UserEvent.PlaceLost(HOME));
        user.after(new UserCommand.DetachPlace(HOME), new UserCommand.AttachPlace(HOME, ACTIVE));
        assertThat(user.state().settle("join|" + HOME, join, UNKNOWN_ENTITY, NOON))
                .as("a late answer to the earlier attachment")
                .isEmpty();
    }

    @Test
    void holdsNoMorePlacesThanAManifestHasRoomFor() {
        var user = ada();
        for (int i = 0; i < Limits.PLACES; i++) {
            user.after(new UserCommand.AttachPlace(SourceId.of(new AddressId("a" + i)), ACTIVE));
        }
        user.when(new UserCommand.AttachPlace(HOME, ACTIVE)).thenRefused(LIMIT_EXCEEDED);
    }

    @Test
    void takesInACameraOnlyWhileItIsGranted() {
        var put = new SourceCommand.PutDevice("cam-door", 5, FACTS);
        var user = ada();
        user.when(put).thenRefused(FORBIDDEN);
        user.after(new UserCommand.GrantCamera(DOOR, ACTIVE, null));
        user.when(put).then(new SourceEvent.DevicePut("cam-door", 5, FACTS));
        user.when(put).thenNothing();
        user.after(new UserCommand.RevokeCamera(DOOR));
        assertThat(account(user).source().entries()).isEmpty();
        user.when(put).thenRefused(FORBIDDEN);
        assertThat(user.state().obligations())
                .containsEntry("unlist|door", new Obligation(DOOR.ref(), new CameraCommand.Unlist(OWN, 4), false));
    }

    @Test
    void losesTheGrantOfACameraThatGoesOfItself() {
        var user = ada().after(
                        new UserCommand.GrantCamera(DOOR, BLOCKED, null),
                        new SourceCommand.PutDevice("cam-door", 5, FACTS));
        assertThat(account(user).source().entries()).containsOnlyKeys("cam-door", "own:cam-door");
        user.when(new SourceCommand.RemoveDevice("cam-door", 4)).thenNothing();
        user.when(new SourceCommand.RemoveDevice("cam-door", 6)).then(new UserEvent.CameraWithdrawn(DOOR, 6));
        assertThat(account(user).grants().cameras()).isEmpty();
        assertThat(account(user).source().entries()).isEmpty();
    }

    @Test
    void showsWhatIsNotPaidForAsLockedAndLeavesTheGrantAlone() {
        var user =
                ada().after(new UserCommand.GrantCamera(DOOR, ACTIVE, 7), new UserCommand.LockUnpaid(Set.of(DOOR), 3));
        assertThat(account(user).source().entries()).containsOnlyKeys("own:cam-door");
        user.when(new UserCommand.LockUnpaid(Set.of(), 3)).thenNothing();
        // An administrator's own word changes nothing of it.
        user.after(
                new UserCommand.GrantCamera(DOOR, BLOCKED, 7),
                new UserCommand.GrantCamera(DOOR, ACTIVE, 7),
                new UserCommand.RevokeCamera(DOOR),
                new UserCommand.GrantCamera(DOOR, BLOCKED, 7));
        assertThat(account(user).source().entries()).containsOnlyKeys("own:cam-door");

        user.after(new UserCommand.LockUnpaid(Set.of(), 4));
        assertThat(account(user).source().entries()).containsOnlyKeys("own:cam-door");
        user.after(new UserCommand.GrantCamera(DOOR, ACTIVE, 7));
        assertThat(account(user).source().entries()).isEmpty();
        assertThat(account(user).grants().cameras().get(DOOR).archiveDays()).isEqualTo(7);
    }

    @Test
    void keepsAnOwnNameWhenABlockIsLifted() {
        var user = ada().after(
                        new UserCommand.GrantCamera(DOOR, BLOCKED, null),
                        new UserCommand.NameDevice("cam-door", Personal.of("Mine")),
                        new UserCommand.GrantCamera(DOOR, ACTIVE, null));
        assertThat(account(user).source().entries().get("own:cam-door"))
                .extracting(Source.Entry::facts)
                .isEqualTo(new DeviceFacts.OwnFacts(Personal.of("Mine"), false));
    }

    @Test
    void endsSessionsWithAPasswordAndNotWithALogin() {
        var user = ada().after(new UserCommand.ChangePassword(HASH + "2"));
        assertThat(manifest(user).credentials()).isEqualTo(2);
        LoginClaim renamed = new LoginClaim(new LoginId("l2"), "r2", Personal.of("ada2@example.org"));
        user.after(new UserCommand.ChangeLogin(renamed));
        assertThat(manifest(user).credentials()).isEqualTo(2);
        assertThat(user.state().obligations())
                .isEqualTo(Map.of(
                        "login|l1", new Obligation(LOGIN.id().ref(), new LoginCommand.Release(ADA, "r1"), false)));
    }

    @Test
    void endsForGoodAndGivesEverythingUp() {
        var user = ada().after(
                        new UserCommand.AttachPlace(HOME, ACTIVE),
                        new UserCommand.GrantCamera(DOOR, ACTIVE, null),
                        new UserCommand.Terminate());
        assertThat(manifest(user)).isEqualTo(new Manifest(EPOCH, 4, Manifest.Status.ENDED, new TreeMap<>(), 2));
        assertThat(user.state().obligations()).containsOnlyKeys("leave|A:home", "unlist|door");
        user.when(new UserCommand.Terminate()).thenNothing();
        user.when(new UserCommand.Resume(BILLING_PAUSE)).thenRefused(GONE);
        user.when(new SourceCommand.PutDevice("int-1", 1, FACTS)).thenRefused(GONE);
    }

    @Test
    void expiresOnItsDateAndRevivesWithALaterOne() {
        var user = given(User.absent(ADA), temporary());
        assertThat(manifest(user).grants().get(OWN)).extracting(Grant::until).isEqualTo(NOON.plusSeconds(60));
        user.when(new UserCommand.Expire(), NOON.plusSeconds(59)).thenNothing();
        user.when(new UserCommand.Expire(), NOON.plusSeconds(60)).then(new UserEvent.Suspended(EXPIRED));
        Instant later = NOON.plusSeconds(600);
        user.when(new UserCommand.Prolong(later), NOON.plusSeconds(61))
                .then(new UserEvent.Prolonged(later), new UserEvent.Resumed(EXPIRED));
    }

    @Test
    void winsACameraByThePriorityItHasNow() {
        var user = given(User.absent(ADA), temporary());
        user.when(new UserCommand.SetPtzPriority(77)).then(new UserEvent.PtzPrioritySet(77));
        user.after(new UserCommand.SetPtzPriority(77))
                .when(new UserCommand.SetPtzPriority(77))
                .thenNothing();
        user.when(new UserCommand.SetPtzPriority(101)).thenRefused(INVALID);
        ada().when(new UserCommand.SetPtzPriority(1)).thenRefused(Refusal.CONFLICT);
    }

    @Test
    void remembersTwelveInstallationsAndForgetsTheOldest() {
        var user = ada();
        for (int i = 0; i < 13; i++) {
            var signIn = new UserCommand.SignIn(Environment.WEB, installation(i));
            user.when(signIn, NOON.plusSeconds(i))
                    .then(new UserEvent.SignedIn(Environment.WEB, installation(i), NOON.plusSeconds(i)));
            user.when(signIn, NOON.plusSeconds(99)).thenNothing();
        }
        assertThat(account(user).clients().installations()).hasSize(12).doesNotContainKey(installation(0));
    }

    @Test
    void endsOneInstallationAndLeavesTheOthersSignedIn() {
        var user = ada();
        user.after(
                new UserCommand.SignIn(Environment.WEB, installation(1)),
                new UserCommand.SignIn(Environment.MOBILE, installation(2)));
        long number = manifest(user).credentials();
        user.when(new UserCommand.EndInstallation(installation(1)))
                .then(new UserEvent.InstallationEnded(installation(1)));
        assertThat(account(user).clients().installations()).containsOnlyKeys(installation(2));
        assertThat(manifest(user).signIns().number(installation(1))).isEqualTo(number + 1);
        assertThat(manifest(user).signIns().number(installation(2))).isEqualTo(number);
        user.when(new UserCommand.EndInstallation(installation(1))).thenRefused(Refusal.UNKNOWN_ENTITY);

        user.after(
                new UserCommand.SignIn(Environment.WEB, installation(1)),
                new UserCommand.EndInstallation(installation(1)));
        assertThat(manifest(user).signIns().number(installation(1))).isEqualTo(number + 2);
        user.after(new UserCommand.ChangePassword("$argon2id$another"));
        assertThat(manifest(user).signIns().number(installation(1)))
                .as("a sign-in after its end is void like all others")
                .isEqualTo(number + 3)
                .isEqualTo(manifest(user).signIns().number(installation(2)));
        assertThat(manifest(user).ended()).isEmpty();
    }

    @Test
    void makesEverybodySignInAnewOnceTooManyInstallationsWereEnded() {
        var user = ada();
        long number = manifest(user).credentials();
        for (int i = 0; i <= Limits.ENDED_INSTALLATIONS; i++) {
            user.after(
                    new UserCommand.SignIn(Environment.WEB, installation(i)),
                    new UserCommand.EndInstallation(installation(i)));
        }
        assertThat(manifest(user).ended()).isEmpty();
        assertThat(manifest(user).credentials()).isEqualTo(number + 2);
    }

    @Test
    void owesAVerificationToEveryInstallationUntilItIsDone() {
        OperationId operation = new OperationId("op1");
        var user = ada();
        user.when(new UserCommand.Synchronize(operation)).thenNothing();
        user.after(new UserCommand.SignIn(Environment.WEB, installation(1)));
        user.when(new UserCommand.Synchronize(operation)).then(new UserEvent.SynchronizationAsked(operation));
        user.when(new UserCommand.Synchronize(operation)).thenNothing();
        user.when(new UserCommand.Verify(operation, installation(1)))
                .then(new UserEvent.InstallationVerified(installation(1)));
        user.when(new UserCommand.Verify(operation, installation(1))).thenNothing();
        user.when(new UserCommand.Synchronize(operation)).thenNothing();
    }

    @Test
    void refusesASignInWhileSuspended() {
        ada().after(new UserCommand.Suspend(BILLING_PAUSE))
                .when(new UserCommand.SignIn(Environment.WEB, installation(1)))
                .thenRefused(FORBIDDEN);
    }

    private static InstallationId installation(int number) {
        return new InstallationId("installation-" + number);
    }

    private static UserCommand firm(boolean needsService, Particulars particulars) {
        Profile profile = new Profile(
                null, SubscriberKind.LEGAL_ENTITY, "b2b", null, null, Map.of(), Map.of(), true, particulars);
        return new UserCommand.Create(EPOCH, LOGIN, new UserOrigin.Portal(), profile, HASH, ALL, needsService);
    }

    @Test
    void isAddedByHandOnlyAsOneWhoNeedsAService() {
        given(User.absent(ADA)).when(firm(false, Particulars.none())).thenRefused(INVALID);
        var user = given(User.absent(ADA)).after(firm(true, Particulars.none()));
        assertThat(manifest(user).status()).isEqualTo(Manifest.Status.PAUSED);
        user.after(new UserCommand.AddSubUser(SUB));
    }

    @Test
    void refusesParticularsThatCannotBe() {
        for (String wrong : new String[] {"nobody", "@there", "here@", "a@b@c", "a b@c"}) {
            given(User.absent(ADA))
                    .when(firm(true, new Particulars(Personal.of(wrong), null, null, null, null, null)))
                    .thenRefused(INVALID);
        }
        Personal tooLong = Personal.of("1".repeat(65));
        given(User.absent(ADA))
                .when(firm(true, new Particulars(null, null, null, tooLong, null, null)))
                .thenRefused(INVALID);
        given(User.absent(ADA))
                .after(firm(true, new Particulars(Personal.of("ada@example.org"), null, null, null, null, null)));
    }
}
