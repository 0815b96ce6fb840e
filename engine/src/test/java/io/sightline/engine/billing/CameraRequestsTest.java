package io.sightline.engine.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressCommand;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.FolderCommand;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.NetworkDeviceCommand;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.runtime.Assurance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of requests about hardware and cameras. */
class CameraRequestsTest {

    private static final CameraId CAMERA = new CameraId("cam.aabbcc000001");

    private final Town town = new Town();

    @BeforeEach
    void user() {
        town.given(town.newEntity("ada"));
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void makesHardwareKnownWithoutALogin() {
        ObjectNode request = town.request("new_camera", "mac", "aa-bb-cc-00-00-01", "serialNumber", "sn");

        BillingResult result = town.send(request);

        assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(result.subject()).isEqualTo(town.device(Town.MAC).id().ref());
        assertThat(town.device(Town.MAC).registration()).isNotNull();
        assertThat(town.send(request).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void stopsWhereProvisioningIsOff() {
        try (Town off = Town.withoutProvisioning()) {
            off.given(off.newEntity("ada"));
            ObjectNode camera = off.request("new_camera", "mac", Town.MAC, "serialNumber", "sn");

            assertThat(off.send(camera).outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(off.send(off.attach("ada", Town.MAC, "T1-1")).outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(off.device(Town.MAC).registration()).isNull();
            assertThat(off.address("T1-1").place()).isEmpty();
        }
    }

    @Test
    void putsACameraIntoServiceForALogin() {
        ObjectNode attach = town.attach("ada", Town.MAC, "T1-1")
                .put("initialName", "Gate")
                .put("service", "8MP")
                .put("archiveCode", "R30");

        BillingResult result = town.send(attach);

        assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
        InstalledCamera camera = town.cameraOn(Town.MAC);
        assertThat(camera.id()).isEqualTo(CAMERA);
        assertThat(camera.name()).isEqualTo("Gate");
        assertThat(camera.archiveDays()).isEqualTo(30);
        assertThat(camera.profile().automatic()).isTrue();
        assertThat(camera.profile().publicAccess()).isTrue();
        assertThat(camera.profile().holder()).isEqualTo(ada().id());
        assertThat(ada().grants().cameras()).containsOnlyKeys(CAMERA);
        assertThat(ada().source().entries()).containsKey(DeviceKey.of(CAMERA));
        assertThat(town.address("T1-1").place().orElseThrow().source().entries())
                .containsKey(DeviceKey.of(CAMERA));
        assertThat(town.send(attach).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void leavesNothingBehindForACodeNobodyKnows() {
        BillingResult result = town.send(town.attach("ada", Town.MAC, "no such code"));

        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.refusal()).isEqualTo(Refusal.UNKNOWN_CSA);
        assertThat(result.recordedAs()).isEqualTo(RequestType.ATTACH_CAMERA_UNKNOWN_CSA);
        assertThat(town.device(Town.MAC).registration()).isNull();
        assertThat(town.camera(CAMERA)).isInstanceOf(Camera.Absent.class);
    }

    @Test
    void refusesAnAddressThatIsNoLeafAndACodeOfNoRetention() {
        town.given(town.request("create_location", "csa", "T1-1"));

        assertThat(town.send(town.attach("ada", Town.MAC, "T1")).refusal()).isEqualTo(Refusal.NOT_A_LEAF);
        assertThat(town.send(town.attach("ada", Town.MAC, "T1-1").put("archiveCode", "R99"))
                        .refusal())
                .isEqualTo(Refusal.INVALID);
        assertThat(town.device(Town.MAC).registration()).isNull();
    }

    @Test
    void putsAPrivateCameraIntoTheFolderOfTheLeaf() {
        town.given(town.request("create_location", "csa", "T1-1"));
        Address address = town.address("T1-1");
        FolderId folder = new FolderId("f.1");
        send(address.id().ref(), new AddressCommand.AddFolder("court", folder));
        send(folder.ref(), new FolderCommand.Create(Epoch.of(7), address.id(), "court", false));

        ObjectNode attach = town.attach("ada", Town.MAC, "T1-1").put("groupType", "private");
        assertThat(town.send(attach.deepCopy().put("requestId", "x").put("folderKey", "yard"))
                        .refusal())
                .isEqualTo(Refusal.UNKNOWN_REFERENCE);
        town.given(attach.put("folderKey", "court"));

        InstalledCamera camera = town.cameraOn(Town.MAC);
        assertThat(camera.listings().shown()).containsOnlyKeys(SourceId.of(folder), SourceId.of(ada().id()));
        assertThat(camera.profile().publicAccess()).isFalse();
    }

    @Test
    void leavesAProfileThatExistsAsItIs() {
        town.given(town.attach("ada", Town.MAC, "T1-1").put("initialName", "Gate"));
        town.given(town.newEntity("bob"));

        assertThat(town.send(town.attach("ada", Town.MAC, "T1-2").put("initialName", "Door"))
                        .outcome())
                .isEqualTo(Outcome.NO_OP);
        assertThat(town.send(town.attach("bob", Town.MAC, "T1-2")).outcome()).isEqualTo(Outcome.NO_OP);
        assertThat(town.cameraOn(Town.MAC).name()).isEqualTo("Gate");
        assertThat(town.account("bob").grants().cameras()).isEmpty();
    }

    @Test
    void aReplacementKeepsIdNameAndGrants() {
        town.given(town.attach("ada", Town.MAC, "T1-1").put("initialName", "Gate"));

        ObjectNode replace = town.attach("ada", Town.OTHER_MAC, "T1-1")
                .put("replace", 1)
                .put("replacedMac", Town.MAC)
                .put("initialName", "ignored");
        town.given(replace);

        InstalledCamera camera = town.cameraOn(Town.OTHER_MAC);
        assertThat(camera.id()).isEqualTo(CAMERA);
        assertThat(camera.name()).isEqualTo("Gate");
        assertThat(camera.streams()).isEmpty();
        assertThat(town.device(Town.MAC).camera()).isNull();
        assertThat(ada().grants().cameras()).containsOnlyKeys(CAMERA);
        assertThat(town.send(replace).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void hardwareThatWasReplacedMakesACameraOfItsOwnLater() {
        town.given(town.attach("ada", Town.MAC, "T1-1"));
        town.given(town.attach("ada", Town.OTHER_MAC, "T1-1").put("replace", 1).put("replacedMac", Town.MAC));

        town.given(town.attach("ada", Town.MAC, "T1-2"));

        assertThat(town.cameraOn(Town.MAC).id()).isNotEqualTo(CAMERA);
        assertThat(town.cameraOn(Town.OTHER_MAC).id()).isEqualTo(CAMERA);
        assertThat(ada().grants().cameras()).hasSize(2);
    }

    @Test
    void refusesToReplaceWhatIsNotThereOrSomebodyElses() {
        town.given(town.newEntity("bob"));
        town.given(town.attach("bob", Town.MAC, "T1-1"));
        ObjectNode replace =
                town.attach("ada", Town.OTHER_MAC, "T1-1").put("replace", 1).put("replacedMac", Town.MAC);

        assertThat(town.send(replace).refusal()).isEqualTo(Refusal.CONFLICT);
        assertThat(town.send(town.attach("ada", Town.OTHER_MAC, "T1-1")
                                .put("replace", 1)
                                .put("replacedMac", "AA:BB:CC:00:00:09"))
                        .refusal())
                .isEqualTo(Refusal.UNKNOWN_REFERENCE);
        assertThat(town.device(Town.OTHER_MAC).registration()).isNull();
    }

    @Test
    void closesACameraThatNobodyHoldsAnyMore() {
        town.given(town.attach("ada", Town.MAC, "T1-1"));

        ObjectNode detach = town.request("detach_camera", "login", "ada", "mac", Town.MAC);
        town.given(detach);

        assertThat(town.camera(CAMERA)).isInstanceOf(Camera.Deleted.class);
        assertThat(town.device(Town.MAC).camera()).isNull();
        assertThat(town.device(Town.MAC).registration()).isNotNull();
        assertThat(ada().source().entries()).doesNotContainKey(DeviceKey.of(CAMERA));
        assertThat(town.address("T1-1").place().orElseThrow().source().entries())
                .isEmpty();
        assertThat(town.send(detach).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(town.send(town.request("detach_camera", "login", "ada", "mac", Town.MAC))
                        .outcome())
                .isEqualTo(Outcome.NO_OP);
    }

    @Test
    void keepsACameraThatResidentsOfItsAddressHold() {
        town.given(town.newEntity("bob"));
        town.given(town.attach("ada", Town.MAC, "T1-1"));
        send(
                town.account("bob").id().ref(),
                new UserCommand.AttachPlace(SourceId.of(town.address("T1-1").id()), GrantStatus.ACTIVE));

        town.given(town.request("detach_camera", "login", "ada", "cameraId", CAMERA.value()));

        InstalledCamera camera = town.cameraOn(Town.MAC);
        assertThat(camera.profile().holder()).isNull();
        assertThat(camera.listings().shown())
                .containsOnlyKeys(SourceId.of(town.address("T1-1").id()));
        assertThat(ada().grants().cameras()).isEmpty();
    }

    @Test
    void takesUpADetachmentThatEndedBeforeItWasNoted() {
        town.given(town.newEntity("bob"));
        town.given(town.attach("ada", Town.MAC, "T1-1"));
        send(
                town.account("bob").id().ref(),
                new UserCommand.AttachPlace(SourceId.of(town.address("T1-1").id()), GrantStatus.ACTIVE));
        send(ada().id().ref(), new UserCommand.RevokeCamera(CAMERA));
        Town.await(new Steps(town.engine, RequestType.DETACH_CAMERA).hold(CAMERA, null));

        assertThat(town.send(town.request("detach_camera", "login", "ada", "mac", Town.MAC))
                        .outcome())
                .isEqualTo(Outcome.NO_OP);
    }

    @Test
    void takesUpAClosureThatEndedBeforeItsHardwareWasFree() {
        town.given(town.attach("ada", Town.MAC, "T1-1"));
        send(CAMERA.ref(), new CameraCommand.Delete());

        town.given(town.request("detach_camera", "login", "ada", "mac", Town.MAC));

        assertThat(town.device(Town.MAC).camera()).isNull();
    }

    @Test
    void takesUpAClosureThatEndedWithItsHardwareFree() {
        town.given(town.attach("ada", Town.MAC, "T1-1"));
        NetworkDeviceId device = town.device(Town.MAC).id();
        send(device.ref(), new NetworkDeviceCommand.Unassign(CAMERA));

        town.given(town.request("detach_camera", "login", "ada", "cameraId", CAMERA.value()));

        assertThat(town.camera(CAMERA)).isInstanceOf(Camera.Deleted.class);
        assertThat(ada().grants().cameras()).isEmpty();
    }

    @Test
    void aCameraOfNobodyGoesToTheNextLogin() {
        town.given(town.newEntity("bob"));
        town.given(town.attach("ada", Town.MAC, "T1-1"));
        send(
                town.account("bob").id().ref(),
                new UserCommand.AttachPlace(SourceId.of(town.address("T1-1").id()), GrantStatus.ACTIVE));
        town.given(town.request("detach_camera", "login", "ada", "mac", Town.MAC));

        town.given(town.attach("bob", Town.MAC, "T1-1"));

        assertThat(town.cameraOn(Town.MAC).id()).isEqualTo(CAMERA);
        assertThat(town.cameraOn(Town.MAC).profile().holder())
                .isEqualTo(town.account("bob").id());
    }

    @Test
    void aClosedCameraIsNeverBornAgain() {
        town.given(town.attach("ada", Town.MAC, "T1-1"));
        town.given(town.request("detach_camera", "login", "ada", "mac", Town.MAC));

        town.given(town.attach("ada", Town.MAC, "T1-1"));

        assertThat(town.cameraOn(Town.MAC).id()).isNotEqualTo(CAMERA);
        assertThat(ada().grants().cameras())
                .containsOnlyKeys(town.cameraOn(Town.MAC).id());
    }

    @Test
    void refusesToDetachWhatIsSomebodyElses() {
        town.given(town.newEntity("bob"));
        town.given(town.attach("bob", Town.MAC, "T1-1"));

        assertThat(town.send(town.request("detach_camera", "login", "ada", "mac", Town.MAC))
                        .refusal())
                .isEqualTo(Refusal.UNKNOWN_REFERENCE);
        assertThat(town.send(town.request("detach_camera", "login", "bob", "mac", Town.MAC, "csa", "T1-2"))
                        .refusal())
                .isEqualTo(Refusal.CONFLICT);
        assertThat(town.account("bob").grants().cameras()).containsOnlyKeys(CAMERA);
    }

    @Test
    void aLateAttachmentChangesNothing() {
        ObjectNode late = town.attach("ada", Town.MAC, "T1-1");
        town.given(town.request("pause_entity", "login", "ada"));

        assertThat(town.send(late).outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(town.device(Town.MAC).registration()).isNull();
    }

    @Test
    void aTerminatedUserGetsNoCamera() {
        town.given(town.request("terminate_entity", "login", "ada"));

        assertThat(town.send(town.attach("ada", Town.MAC, "T1-1")).refusal()).isEqualTo(Refusal.GONE);
        assertThat(town.device(Town.MAC).registration()).isNull();
    }

    private Account ada() {
        return town.account("ada");
    }

    private void send(io.sightline.engine.domain.EntityRef to, io.sightline.engine.domain.Command command) {
        Town.await(town.engine.send(to, command, Assurance.PERSISTED));
    }
}
