package io.sightline.engine.domain;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

class FamilyTest {

    private static final SourceId HOME = SourceId.of(new AddressId("home"));
    private static final SourceId MAINS = SourceId.of(UserTest.ADA);
    private static final SourceId OWN = SourceId.of(UserTest.SUB);

    private final Given<UserCommand, UserEvent, User> main = given(User.absent(UserTest.ADA), UserTest.created())
            .after(new UserCommand.AttachPlace(HOME, GrantStatus.ACTIVE), new UserCommand.AddSubUser(UserTest.SUB));
    private final Given<UserCommand, UserEvent, User> sub = given(User.absent(UserTest.SUB), UserTest.subCreated());

    private Obligation duty() {
        return Objects.requireNonNull(main.state().obligations().get("heir|" + UserTest.SUB));
    }

    private void deliver() {
        assertThat(duty().untilFenced()).isTrue();
        assertThat(duty().to()).isEqualTo(UserTest.SUB.ref());
        if (duty().command() instanceof UserCommand.Inherit inherit) {
            sub.after(inherit);
            sub.when(inherit).thenNothing();
        }
    }

    private Manifest manifest() {
        return account(sub).manifest();
    }

    private static Account account(Given<UserCommand, UserEvent, User> given) {
        return given.state().account().orElseThrow();
    }

    @Test
    void hasNothingOfItsMainUserBeforeSomethingIsChosen() {
        deliver();
        assertThat(manifest().grants()).containsOnlyKeys(OWN);
    }

    @Test
    void hasTheChosenDevicesAndWhatTheMainUserSaysOfThem() {
        sub.after(new UserCommand.ChooseDevices(Set.of("cam-1"), Set.of()));
        deliver();
        Selection chosen = new Selection.Only(Set.of("cam-1", "own:cam-1"));
        Selection withLicences = new Selection.Only(Set.of("cam-1", "own:cam-1", "licences", "profile"));
        assertThat(manifest().grants())
                .containsOnlyKeys(HOME, MAINS, OWN)
                .containsEntry(HOME, new Grant(HOME, 3, ViewClass.ARCHIVE_PTZ, chosen, null))
                .containsEntry(MAINS, new Grant(MAINS, 3, ViewClass.ARCHIVE_PTZ, withLicences, null));
    }

    @Test
    void hasEverythingWhenEverythingIsChosen() {
        sub.after(new UserCommand.ChooseEverything());
        deliver();
        assertThat(manifest().grants())
                .extractingByKey(HOME)
                .extracting(Grant::selection)
                .isEqualTo(Selection.all());
    }

    @Test
    void mayDoWhatBothMay() {
        sub.after(new UserCommand.ChooseEverything(), new UserCommand.SetPermissions(Set.of(Permission.ARCHIVES_SHOW)));
        deliver();
        assertThat(manifest().grants())
                .extractingByKey(HOME)
                .extracting(Grant::viewClass)
                .isEqualTo(ViewClass.ARCHIVE);
        main.after(new UserCommand.SetPermissions(Set.of(Permission.PTZ_CONTROL)));
        deliver();
        assertThat(manifest().grants())
                .extractingByKey(HOME)
                .extracting(Grant::viewClass)
                .isEqualTo(ViewClass.LIVE);
        assertThat(account(sub).effectivePermissions()).isEmpty();
    }

    @Test
    void losesAPlaceWithItsMainUser() {
        sub.after(new UserCommand.ChooseEverything());
        deliver();
        main.after(new UserCommand.DetachPlace(HOME));
        deliver();
        assertThat(manifest().grants()).containsOnlyKeys(MAINS, OWN);
    }

    @Test
    void isSuspendedAndEndsWithItsMainUser() {
        main.after(new UserCommand.Suspend(SuspensionCause.BILLING_PAUSE));
        deliver();
        assertThat(account(sub).standing().causes()).containsExactly(SuspensionCause.PARENT_SUSPENDED);
        main.after(new UserCommand.Resume(SuspensionCause.BILLING_PAUSE));
        deliver();
        assertThat(manifest().status()).isEqualTo(Manifest.Status.ACTIVE);
        main.after(new UserCommand.Terminate());
        deliver();
        assertThat(manifest().status()).isEqualTo(Manifest.Status.ENDED);
    }

    @Test
    void takesNoNoticeOfAnEarlierWordThatComesLate() {
        Obligation early = duty();
        main.after(new UserCommand.Suspend(SuspensionCause.BILLING_PAUSE));
        deliver();
        if (early.command() instanceof UserCommand.Inherit late) {
            sub.when(late).thenNothing();
        }
        assertThat(manifest().status()).isEqualTo(Manifest.Status.PAUSED);
    }

    @Test
    void hearsNobodyButItsMainUser() {
        sub.when(new UserCommand.Inherit(new UserId("eve"), 9, Ceiling.unknown()))
                .thenRefused(Refusal.FORBIDDEN);
        main.when(new UserCommand.Inherit(new UserId("eve"), 9, Ceiling.unknown()))
                .thenRefused(Refusal.CONFLICT);
    }

    @Test
    void holdsNothingByItselfAndHasNoSubUsers() {
        sub.when(new UserCommand.AttachPlace(HOME, GrantStatus.ACTIVE)).thenRefused(Refusal.FORBIDDEN);
        sub.when(new UserCommand.GrantCamera(new CameraId("1"), GrantStatus.ACTIVE, null))
                .thenRefused(Refusal.FORBIDDEN);
        sub.when(new UserCommand.AddSubUser(new UserId("sub2"))).thenRefused(Refusal.FORBIDDEN);
        sub.when(new SourceCommand.PutDevice("int-1", 1, new DeviceFacts.OwnFacts(null, true)))
                .thenRefused(Refusal.FORBIDDEN);
    }

    @Test
    void isMadeOnlyByThoseWhoMay() {
        main.after(new UserCommand.SetPermissions(Set.of()));
        main.when(new UserCommand.AddSubUser(new UserId("sub2"))).thenRefused(Refusal.FORBIDDEN);
    }

    @Test
    void isToldItsEndUntilItConfirms() {
        main.after(new UserCommand.RemoveSubUser(UserTest.SUB));
        Obligation end = duty();
        deliver();
        assertThat(manifest().status()).isEqualTo(Manifest.Status.ENDED);
        assertThat(main.state().settle("heir|" + UserTest.SUB, end, null, NOON))
                .containsExactly(new UserEvent.SubUserGone(UserTest.SUB));
    }

    @Test
    void choosesFiveHundredKeysAtOnce() {
        Set<String> keys = IntStream.range(0, 501).mapToObj(i -> "cam-" + i).collect(Collectors.toSet());
        sub.when(new UserCommand.ChooseDevices(keys, Set.of())).thenRefused(Refusal.LIMIT_EXCEEDED);
        sub.when(new UserCommand.ChooseDevices(Set.of("own:cam-1"), Set.of())).thenRefused(Refusal.INVALID);
    }
}
