package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.GONE;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.UserTest.ADA;
import static io.sightline.engine.domain.UserTest.SUB;
import static org.assertj.core.api.Assertions.assertThat;

/** Customers, and what their main users, sub-users and cameras make of what they are told. */
class CustomerTest {

    private static final Instant PURGE = NOON.plusSeconds(1_000);
    private static final CameraId DOOR = new CameraId("door");
    private static final Set<Area> PNP = Set.of(Area.ADD_PNP_CAMERAS);

    private static Given<CustomerCommand, CustomerEvent, Customer> customer() {
        return given(Customer.none(ADA));
    }

    private static Set<Area> without(Area... areas) {
        Set<Area> closed = new java.util.HashSet<>(PNP);
        closed.addAll(Set.of(areas));
        return closed;
    }

    private static Given<UserCommand, UserEvent, User> ada(Area... closed) {
        return given(User.absent(ADA), UserTest.created())
                .after(new UserCommand.Govern(new Governance(without(closed), false, 0), 1));
    }

    private static Account account(Given<UserCommand, UserEvent, User> user) {
        return user.state().account().orElseThrow();
    }

    private static Command duty(Entity<?, ?, ?> state, String key) {
        return Objects.requireNonNull(state.obligations().get(key), key).command();
    }

    private static CameraProfile heldBy(UserId holder) {
        return new CameraProfile("Door", null, null, null, null, null, null, holder, true, true);
    }

    private static Given<CameraCommand, CameraEvent, Camera> door() {
        return given(
                Camera.absent(DOOR),
                new CameraEvent.Installed("Door", heldBy(ADA), NOON),
                new CameraEvent.StreamsSetUp(Set.of(DeviceFacts.StreamType.HIGH)),
                new CameraEvent.StreamsReported(
                        java.util.Map.of(DeviceFacts.StreamType.HIGH, DeviceFacts.StreamStatus.ACTIVE)),
                new CameraEvent.Attached(new SourceId("A:home"), null));
    }

    private static InstalledCamera installed(Given<CameraCommand, CameraEvent, Camera> camera) {
        return camera.state().installed().orElseThrow();
    }

    private static DeviceFacts.CameraFacts facts(Given<CameraCommand, CameraEvent, Camera> camera) {
        InstalledCamera door = installed(camera);
        return door.facts(door.listings().shown().values().iterator().next());
    }

    @Test
    void tellsNobodyAnythingUntilSomethingIsSaid() {
        assertThat(customer().after(new CustomerCommand.Hold(DOOR, 1)).state().obligations())
                .isEmpty();
    }

    @Test
    void refusesAProfileThatCannotBe() {
        AccountProfile empty = AccountProfile.empty();
        customer()
                .when(new CustomerCommand.ChangeProfile(new AccountProfile(
                        new AccountProfile.Contact(null, null, null, Personal.of("nobody")),
                        empty.billing(),
                        empty.location())))
                .thenRefused(INVALID)
                .when(new CustomerCommand.SetRecording(new RecordingDefaults(-1, null)))
                .thenRefused(INVALID);
    }

    @Test
    void hasEveryAreaOnButAddingCameras() {
        assertThat(Customer.none(ADA).open())
                .contains(Area.ADMIN_PORTAL, Area.ARCHIVE, Area.VIDEO_SHARING)
                .doesNotContain(Area.ADD_PNP_CAMERAS);
        assertThat(account(given(User.absent(ADA), UserTest.created())
                                .after(new UserCommand.SetPermissions(Set.of("cameras-add-pnp", "marks-index"))))
                        .effectivePermissions())
                .containsExactly("marks-index");
    }

    @Test
    void tellsTheUserItsAreasAndShowsThemToClients() {
        var customer = customer()
                .when(new CustomerCommand.SetAreas(without(Area.ARCHIVE)))
                .then(new CustomerEvent.AreasSet(without(Area.ARCHIVE)));
        assertThat(duty(customer.state(), "govern"))
                .isEqualTo(new UserCommand.Govern(new Governance(without(Area.ARCHIVE), false, 0), 1));
        assertThat(duty(customer.state(), "profile"))
                .isEqualTo(new SourceCommand.PutDevice(
                        DeviceKey.PROFILE,
                        1,
                        new DeviceFacts.ProfileFacts(customer.state().open(), null, null, null)));
    }

    @Test
    void keepsThePermissionsOfAnAreaThatIsOffButNotInForce() {
        var ada = ada(Area.ARCHIVE);
        assertThat(account(ada).permissions()).contains(Permission.ARCHIVES_SHOW);
        assertThat(account(ada).effectivePermissions()).doesNotContain(Permission.ARCHIVES_SHOW);
        assertThat(account(ada)
                        .manifest()
                        .grants()
                        .get(SourceId.of(ADA))
                        .viewClass()
                        .archive())
                .isFalse();
        ada.after(new UserCommand.Govern(new Governance(PNP, false, 0), 2));
        assertThat(account(ada)
                        .manifest()
                        .grants()
                        .get(SourceId.of(ADA))
                        .viewClass()
                        .archive())
                .isTrue();
        ada.when(new UserCommand.Govern(new Governance(without(Area.ARCHIVE), false, 0), 2))
                .thenNothing();
    }

    @Test
    void showsEachUserThePermissionsInForce() {
        var ada = ada(Area.ARCHIVE);
        assertThat(account(ada).source().entries().get(DeviceKey.PERMISSIONS).facts())
                .isEqualTo(new DeviceFacts.PermissionFacts(account(ada).effectivePermissions()));
        assertThat(account(given(User.absent(ADA), UserTest.created())).source().entries())
                .as("nothing has changed since it was created")
                .isEmpty();
    }

    @Test
    void passesAreasDownToSubUsers() {
        var ada = ada(Area.ARCHIVE).after(new UserCommand.AddSubUser(SUB));
        var sub = given(User.absent(SUB), UserTest.subCreated()).after((UserCommand) duty(ada.state(), "heir|" + SUB));
        assertThat(account(sub).effectivePermissions()).doesNotContain(Permission.ARCHIVES_SHOW);
        ada.after(new UserCommand.Govern(new Governance(PNP, false, 0), 2));
        sub.after((UserCommand) duty(ada.state(), "heir|" + SUB));
        assertThat(account(sub).effectivePermissions()).contains(Permission.ARCHIVES_SHOW);
        sub.when(new UserCommand.Govern(Governance.initial(), 9)).thenRefused(CONFLICT);
    }

    @Test
    void hidesIntercomsAndCasesAndShowsThemAgain() {
        DeviceFacts licences = new DeviceFacts.LicenceFacts(java.util.List.of());
        var ada = ada().after(new SourceCommand.PutDevice(DeviceKey.LICENCES, 3, licences));
        ada.after(new UserCommand.Govern(new Governance(without(Area.ANALYTICS), false, 0), 2));
        assertThat(account(ada).source().entries()).doesNotContainKey(DeviceKey.LICENCES);
        ada.after(new SourceCommand.PutDevice(DeviceKey.LICENCES, 4, licences))
                .when(new SourceCommand.PutDevice(DeviceKey.LICENCES, 3, licences))
                .thenNothing();
        assertThat(account(ada).source().entries()).doesNotContainKey(DeviceKey.LICENCES);
        ada.after(new UserCommand.Govern(new Governance(PNP, false, 0), 3));
        assertThat(account(ada).source().entries().get(DeviceKey.LICENCES).deviceRevision())
                .isEqualTo(4);
        ada.after(
                new UserCommand.Govern(new Governance(without(Area.ANALYTICS), false, 0), 4),
                new SourceCommand.RemoveDevice(DeviceKey.LICENCES, 5),
                new UserCommand.Govern(new Governance(PNP, false, 0), 5));
        assertThat(account(ada).source().entries()).doesNotContainKey(DeviceKey.LICENCES);
    }

    @Test
    void aCameraTellsItsHolderAndThenTheNext() {
        var door = door();
        assertThat(duty(door.state(), "hold|" + ADA)).isEqualTo(new CustomerCommand.Hold(DOOR, 1));
        door.after(new CameraCommand.ChangeProfile(heldBy(SUB)));
        assertThat(duty(door.state(), "letgo|" + ADA)).isEqualTo(new CustomerCommand.LetGo(DOOR, 5));
        assertThat(duty(door.state(), "hold|" + SUB)).isEqualTo(new CustomerCommand.Hold(DOOR, 5));
        customer()
                .after(new CustomerCommand.LetGo(DOOR, 5))
                .when(new CustomerCommand.Hold(DOOR, 1))
                .thenNothing();
    }

    @Test
    void recordsAsItsCustomerSaysUnlessItHasSomethingOfItsOwn() {
        var customer = customer()
                .after(
                        new CustomerCommand.Hold(DOOR, 1),
                        new CustomerCommand.SetRecording(new RecordingDefaults(30, RecordingMode.MOTION)));
        var door = door().after((CameraCommand) duty(customer.state(), "entrust|" + DOOR));
        assertThat(facts(door).archiveDays()).isEqualTo(30);
        assertThat(facts(door).mode()).isEqualTo(RecordingMode.MOTION);
        door.after(new CameraCommand.SetArchive(true, 7), new CameraCommand.SetMode(RecordingMode.CONTINUOUS));
        assertThat(facts(door).archiveDays()).isEqualTo(7);
        assertThat(facts(door).mode()).isEqualTo(RecordingMode.CONTINUOUS);
        door.after(new CameraCommand.SetArchive(true, null), new CameraCommand.SetMode(RecordingMode.OFF));
        assertThat(facts(door).archive()).isFalse();
        assertThat(installed(door).isRecording(true)).isFalse();
        door.when(new CameraCommand.Entrust(SUB, 99, RecordingDefaults.none(), true, 0))
                .thenNothing();
    }

    @Test
    void stopsEverythingWhileDisabledAndBringsBackExactlyWhatThereWas() {
        var customer = customer().after(new CustomerCommand.Hold(DOOR, 1));
        var ada = given(User.absent(ADA), UserTest.created()).after(new UserCommand.AddSubUser(SUB));
        var sub = given(User.absent(SUB), UserTest.subCreated()).after((UserCommand) duty(ada.state(), "heir|" + SUB));
        var door = door();
        var gate = door().after(new CameraCommand.Enable(false));
        long sessions = account(ada).manifest().credentials();
        long theirs = account(sub).manifest().credentials();
        Manifest before = account(ada).manifest();

        customer.when(new CustomerCommand.Disable()).then(new CustomerEvent.Disabled(NOON));
        customer.when(new CustomerCommand.Disable()).thenNothing();
        ada.after((UserCommand) duty(customer.state(), "govern"));
        sub.after((UserCommand) duty(ada.state(), "heir|" + SUB));
        door.after((CameraCommand) duty(customer.state(), "entrust|" + DOOR));
        gate.after((CameraCommand) duty(customer.state(), "entrust|" + DOOR));
        assertThat(account(ada).manifest().status()).isEqualTo(Manifest.Status.PAUSED);
        assertThat(account(sub).manifest().status()).isEqualTo(Manifest.Status.PAUSED);
        assertThat(account(ada).manifest().credentials()).isGreaterThan(sessions);
        assertThat(account(sub).manifest().credentials()).isGreaterThan(theirs);
        assertThat(installed(door).isRecording(true)).isFalse();
        assertThat(facts(door).streams().get(0).status()).isEqualTo(DeviceFacts.StreamStatus.INACTIVE);
        assertThat(installed(door).enabled()).as("its own switch stays").isTrue();

        customer.after(new CustomerCommand.Enable(false));
        ada.after((UserCommand) duty(customer.state(), "govern"));
        sub.after((UserCommand) duty(ada.state(), "heir|" + SUB));
        door.after((CameraCommand) duty(customer.state(), "entrust|" + DOOR));
        gate.after((CameraCommand) duty(customer.state(), "entrust|" + DOOR));
        assertThat(account(ada).manifest().grants()).isEqualTo(before.grants());
        assertThat(account(ada).manifest().status()).isEqualTo(Manifest.Status.ACTIVE);
        assertThat(account(sub).manifest().status()).isEqualTo(Manifest.Status.ACTIVE);
        assertThat(installed(door).isRecording(true)).isTrue();
        assertThat(installed(gate).isServed()).as("switched off by itself").isFalse();
    }

    @Test
    void switchesEveryCameraOnWhenAskedTo() {
        var customer = customer().after(new CustomerCommand.Hold(DOOR, 1), new CustomerCommand.Disable());
        var gate = door().after(new CameraCommand.Enable(false));
        gate.after((CameraCommand) duty(customer.state(), "entrust|" + DOOR));
        customer.after(new CustomerCommand.Enable(true));
        gate.after((CameraCommand) duty(customer.state(), "entrust|" + DOOR));
        assertThat(installed(gate).isServed()).isTrue();
        gate.after(new CameraCommand.Enable(false));
        customer.after(new CustomerCommand.SetRecording(new RecordingDefaults(1, null)));
        gate.after((CameraCommand) duty(customer.state(), "entrust|" + DOOR));
        assertThat(installed(gate).isServed()).as("only once").isFalse();
    }

    private static Branding look(String primary, String background, String text, Branding.@Nullable Logo logo) {
        return new Branding(Personal.of("Ada & Co"), Personal.of("Welcome"), primary, background, text, logo);
    }

    private static Branding.Logo logo(Branding.ImageType type, int... bytes) {
        byte[] image = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            image[i] = (byte) bytes[i];
        }
        return new Branding.Logo(type, Personal.of(Base64.getEncoder().encodeToString(image)));
    }

    @Test
    void takesOnlyALookThatCanBeRead() {
        assertThat(Branding.contrast("#000000", "#ffffff")).isEqualTo(21);
        assertThat(look("#0b5394", "#ffffff", "#222222", null).fault()).isEmpty();
        assertThat(look("#0b5394", "#ffffff", "#aaaaaa", null).fault()).contains("text");
        assertThat(look("#ffee88", "#ffffff", "#222222", null).fault()).contains("primary");
        assertThat(look("#0b5394", "white", "#222222", null).fault()).contains("background");
    }

    @Test
    void takesOnlyImagesThatHoldNoScript() {
        Branding.Logo png = logo(Branding.ImageType.PNG, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0);
        assertThat(look("#0b5394", "#ffffff", "#222222", png).fault()).isEmpty();
        assertThat(look("#0b5394", "#ffffff", "#222222", logo(Branding.ImageType.PNG, '<', 's', 'v', 'g', '>'))
                        .fault())
                .contains("logo");
        assertThat(look("#0b5394", "#ffffff", "#222222", new Branding.Logo(png.type(), Personal.of("no base64!")))
                        .fault())
                .contains("logo");
        assertThat(look(
                                "#0b5394",
                                "#ffffff",
                                "#222222",
                                new Branding.Logo(png.type(), Personal.of("iVBORw0KGgoA".repeat(1_400))))
                        .fault())
                .contains("logo");
    }

    @Test
    void showsClientsTheLookOfTheCustomer() {
        Branding look = look("#0b5394", "#ffffff", "#222222", null);
        var customer = customer().when(new CustomerCommand.Brand(look)).then(new CustomerEvent.Branded(look));
        assertThat(duty(customer.state(), "profile"))
                .isEqualTo(new SourceCommand.PutDevice(
                        DeviceKey.PROFILE,
                        1,
                        new DeviceFacts.ProfileFacts(customer.state().open(), null, null, look)));
        customer.when(new CustomerCommand.Brand(look))
                .thenNothing()
                .when(new CustomerCommand.Brand(null))
                .then(new CustomerEvent.Branded(null));
    }

    private static Given<CustomerCommand, CustomerEvent, Customer> deleted() {
        return customer()
                .after(
                        new CustomerCommand.Hold(DOOR, 1),
                        new CustomerCommand.Disable(),
                        new CustomerCommand.Delete(PURGE));
    }

    @Test
    void isDeletedOnlyWhenItIsDisabled() {
        customer()
                .when(new CustomerCommand.Delete(PURGE))
                .thenRefused(CONFLICT)
                .after(new CustomerCommand.Disable())
                .when(new CustomerCommand.Delete(PURGE))
                .then(new CustomerEvent.Deleted(NOON, PURGE))
                .when(new CustomerCommand.Enable(false))
                .thenRefused(GONE)
                .when(new CustomerCommand.Hold(new CameraId("late"), 1))
                .thenRefused(GONE);
    }

    @Test
    void isErasedAtOnceAndPurgedLater() {
        var customer = deleted();
        assertThat(Objects.requireNonNull(customer.state().deletion()).due()).isEqualTo(NOON);
        customer.after(new CustomerCommand.NoteErased(Set.of(ADA)));
        assertThat(Objects.requireNonNull(customer.state().deletion()).due()).isEqualTo(PURGE);
    }

    @Test
    void leavesItsCamerasWhereTheyAreNobodysAndSwitchedOff() {
        var customer = deleted();
        var door = door();
        door.after((CameraCommand) duty(customer.state(), "orphan|" + DOOR));
        assertThat(installed(door).profile().holder()).isNull();
        assertThat(installed(door).enabled()).isFalse();
        assertThat(installed(door).listings().shown()).hasSize(1);
        customer.after((CustomerCommand) duty(door.state(), "letgo|" + ADA));
        assertThat(customer.state().cameras()).isEmpty();
        var late = door();
        assertThat(late.state()
                        .settle(
                                "",
                                Objects.requireNonNull(
                                        late.state().obligations().get("hold|" + ADA)),
                                GONE,
                                NOON))
                .containsExactly(new CameraEvent.Orphaned());
    }

    @Test
    void anErasedUserGivesUpItsLoginAndEverythingThatTellsOfIt() {
        var ada = given(User.absent(ADA), UserTest.created())
                .after(new UserCommand.NameDevice("cam-1", Personal.of("Grandmother")));
        ada.when(new UserCommand.Erase()).then(new UserEvent.Erased(NOON));
        Account erased = account(ada);
        assertThat(erased.isErased()).isTrue();
        assertThat(erased.manifest().status()).isEqualTo(Manifest.Status.ENDED);
        assertThat(erased.login().text().isRedacted()).isTrue();
        assertThat(erased.passwordHash()).isEmpty();
        assertThat(erased.nameOf("cam-1")).isEmpty();
        assertThat(duty(erased, "login|" + erased.login().id())).isInstanceOf(LoginCommand.Release.class);
        ada.when(new UserCommand.Erase())
                .thenNothing()
                .when(new UserCommand.Bury())
                .thenRefused(CONFLICT);
    }

    @Test
    void remembersFormerSubUsersToEraseThemToo() {
        var ada = ada().after(new UserCommand.AddSubUser(SUB), new UserCommand.RemoveSubUser(SUB));
        assertThat(account(ada).family().former()).containsExactly(SUB);
    }

    @Test
    void anIdIsNeverUsedAgain() {
        given(User.absent(ADA))
                .when(new UserCommand.Bury())
                .then(new UserEvent.Buried(NOON))
                .when(new UserCommand.Bury())
                .thenNothing()
                .when(new UserCommand.Terminate())
                .thenNothing()
                .when(new UserCommand.SetPermissions(Set.of()))
                .thenRefused(GONE);
    }

    @Test
    void anAdministratorsLockIsNotTouchedByTheCustomers() {
        ada().after(new UserCommand.Suspend(SuspensionCause.ADMIN_DISABLED))
                .when(new UserCommand.Suspend(SuspensionCause.CUSTOMER_DISABLED))
                .thenRefused(INVALID);
    }
}
