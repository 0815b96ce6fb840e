package io.sightline.engine.domain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.DeviceFacts.StreamStatus.ACTIVE;
import static io.sightline.engine.domain.DeviceFacts.StreamStatus.INACTIVE;
import static io.sightline.engine.domain.DeviceFacts.StreamType.HIGH;
import static io.sightline.engine.domain.DeviceFacts.StreamType.LOW;
import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

class CameraTest {

    private static final CameraId DOOR = new CameraId("door");
    private static final SourceId HOME = SourceId.of(new AddressId("home"));
    private static final SourceId ADA = SourceId.of(UserTest.ADA);
    private static final NetworkDeviceId MAC = new NetworkDeviceId("AA:BB:CC:DD:EE:FF");
    private static final CameraProfile PROFILE =
            new CameraProfile("Door", null, MAC, "SN1", "8MP", "csa", null, null, true, true);

    private static Given<CameraCommand, CameraEvent, Camera> door() {
        return given(Camera.absent(DOOR), new CameraEvent.Installed("Door", PROFILE, NOON));
    }

    private static InstalledCamera camera(Given<CameraCommand, CameraEvent, Camera> given) {
        return given.state().installed().orElseThrow();
    }

    private static Obligation put(SourceId source, long deviceRevision, String name) {
        DeviceFacts facts = new DeviceFacts.CameraFacts(name, List.of(), true, null, null);
        return new Obligation(source.owner(), new SourceCommand.PutDevice("cam-door", deviceRevision, facts), false);
    }

    private static Obligation remove(long deviceRevision) {
        return new Obligation(HOME.owner(), new SourceCommand.RemoveDevice("cam-door", deviceRevision), true);
    }

    @Test
    void isInstalledOnceForItsDevice() {
        given(Camera.absent(DOOR))
                .when(new CameraCommand.Install("Door", PROFILE))
                .then(new CameraEvent.Installed("Door", PROFILE, NOON))
                .when(new CameraCommand.Install("Other name", PROFILE))
                .thenNothing()
                .when(new CameraCommand.Install("Door", PROFILE.on(new NetworkDeviceId("AA:BB:CC:DD:EE:00"), null)))
                .thenRefused(Refusal.ALREADY_EXISTS);
    }

    @Test
    void faresAsItsStreamsDo() {
        var door = door();
        assertThat(camera(door).status()).isEqualTo(CameraStatus.EMPTY);
        door.after(new CameraCommand.SetUpStreams(Set.of(HIGH, LOW)));
        assertThat(camera(door).status()).isEqualTo(CameraStatus.INITIALIZATION);
        door.after(new CameraCommand.ReportStreams(Map.of(HIGH, ACTIVE)));
        assertThat(camera(door).status()).isEqualTo(CameraStatus.PARTIALLY_ACTIVE);
        door.after(new CameraCommand.ReportStreams(Map.of(LOW, ACTIVE)));
        assertThat(camera(door).status()).isEqualTo(CameraStatus.ACTIVE);
        door.after(new CameraCommand.ReportStreams(Map.of(HIGH, INACTIVE, LOW, INACTIVE)));
        assertThat(camera(door).status()).isEqualTo(CameraStatus.INACTIVE);
        door.after(new CameraCommand.SetUpStreams(Set.of()));
        assertThat(camera(door).status()).isEqualTo(CameraStatus.EMPTY);
    }

    @Test
    void takesOnlyNewsOfStreamsItHas() {
        door().after(new CameraCommand.SetUpStreams(Set.of(HIGH)))
                .when(new CameraCommand.ReportStreams(Map.of(HIGH, ACTIVE, LOW, ACTIVE)))
                .then(new CameraEvent.StreamsReported(Map.of(HIGH, ACTIVE)))
                .when(new CameraCommand.ReportStreams(Map.of(HIGH, ACTIVE)))
                .thenNothing();
    }

    @Test
    void tellsEveryPlaceItsNewName() {
        var door = door().after(new CameraCommand.Attach(HOME, null));
        assertThat(door.state().obligations()).isEqualTo(Map.of("put|" + HOME, put(HOME, 2, "Door")));
        door.after(new CameraCommand.Rename("Gate"));
        assertThat(door.state().obligations()).isEqualTo(Map.of("put|" + HOME, put(HOME, 3, "Gate")));
    }

    @Test
    void goesFromAPlaceUntilThePlaceConfirms() {
        var door = door().after(new CameraCommand.Attach(HOME, null), new CameraCommand.Detach(HOME));
        assertThat(door.state().obligations())
                .containsOnlyKeys("remove|" + HOME + "|3")
                .containsValue(remove(3));
        door.when(new CameraCommand.Detach(HOME)).thenNothing();
        assertThat(door.state().settle("", remove(3), null, NOON))
                .containsExactly(new CameraEvent.RemovalConfirmed(HOME));
        assertThat(door.state().settle("", remove(2), null, NOON)).isEmpty();
    }

    @Test
    void speaksNewerThanItsOwnRemovalWhenItComesBack() {
        var door = door().after(
                        new CameraCommand.Attach(HOME, null),
                        new CameraCommand.Detach(HOME),
                        new CameraCommand.Attach(HOME, null));
        assertThat(door.state().obligations()).isEqualTo(Map.of("put|" + HOME, put(HOME, 4, "Door")));
    }

    @Test
    void dropsAListingThatIsRefusedAndKeepsALaterOne() {
        var door = door().after(new CameraCommand.ListIn(ADA, 5, null));
        Obligation refused = put(ADA, 2, "Door");
        assertThat(door.state().settle("", refused, Refusal.FORBIDDEN, NOON))
                .containsExactly(new CameraEvent.ListingDropped(ADA, Refusal.FORBIDDEN));
        door.after(new CameraCommand.ListIn(ADA, 7, null));
        assertThat(door.state().settle("", refused, Refusal.FORBIDDEN, NOON)).isEmpty();
    }

    @Test
    void hearsTheLastWordOfAUserAndNoEarlierOne() {
        door().after(new CameraCommand.ListIn(ADA, 5, null))
                .when(new CameraCommand.ListIn(ADA, 4, null))
                .thenNothing()
                .when(new CameraCommand.Unlist(ADA, 4))
                .thenNothing()
                .when(new CameraCommand.Unlist(ADA, 6))
                .then(new CameraEvent.Unlisted(ADA))
                .when(new CameraCommand.Unlist(ADA, 6))
                .thenNothing();
    }

    @Test
    void showsAUserTheArchiveThatUserHas() {
        var door = door().after(new CameraCommand.SetArchive(true, 30), new CameraCommand.ListIn(ADA, 5, 7));
        Listings.Listing listing =
                Objects.requireNonNull(camera(door).listings().shown().get(ADA));
        assertThat(camera(door).facts(listing))
                .isEqualTo(new DeviceFacts.CameraFacts("Door", List.of(), true, 7, null));
    }

    @Test
    void keepsNameAndPlacesWhenItsDeviceIsReplaced() {
        NetworkDeviceId other = new NetworkDeviceId("AA:BB:CC:DD:EE:00");
        var door = door().after(
                        new CameraCommand.SetUpStreams(Set.of(HIGH)),
                        new CameraCommand.Attach(HOME, null),
                        new CameraCommand.ReplaceDevice(other, "SN2"));
        assertThat(camera(door).status()).isEqualTo(CameraStatus.EMPTY);
        assertThat(camera(door).name()).isEqualTo("Door");
        assertThat(camera(door).listings().shown()).containsOnlyKeys(HOME);
        door.when(new CameraCommand.ReplaceDevice(other, "SN2")).thenNothing();
    }

    @Test
    void showsNoStreamWhileSwitchedOff() {
        var door = door().after(
                        new CameraCommand.SetUpStreams(Set.of(HIGH)),
                        new CameraCommand.ReportStreams(Map.of(HIGH, ACTIVE)),
                        new CameraCommand.Enable(false));
        assertThat(camera(door).facts(new Listings.Listing(1, 0, null)))
                .isEqualTo(new DeviceFacts.CameraFacts(
                        "Door", List.of(new DeviceFacts.Stream(HIGH, INACTIVE)), true, null, null));
    }

    @Test
    void leavesEverySourceWhenDeletedAndNeverReturns() {
        var door = door().after(new CameraCommand.Attach(HOME, null), new CameraCommand.Delete());
        assertThat(door.state().obligations()).containsValue(remove(3)).hasSize(1);
        door.when(new CameraCommand.Delete()).thenNothing();
        door.when(new CameraCommand.Unlist(ADA, 1)).thenNothing();
        door.when(new CameraCommand.Install("Door", PROFILE)).thenRefused(Refusal.GONE);
        for (CameraEvent event : door.state().settle("", remove(3), null, NOON)) {
            assertThat(door.state().apply(event, 4).obligations()).isEmpty();
        }
    }

    @Test
    void hangsAtNoUserAndListsInNoPlace() {
        door().when(new CameraCommand.Attach(ADA, null)).thenRefused(Refusal.INVALID);
        door().when(new CameraCommand.ListIn(HOME, 1, null)).thenRefused(Refusal.INVALID);
    }

    private static final SourceId HOUSE = new SourceId("A:house");
    private static final SourceId ADAS = new SourceId("U:ada");

    private static boolean isRecording(Given<CameraCommand, CameraEvent, Camera> camera) {
        return camera.state().installed().orElseThrow().isRecording(false);
    }

    @Test
    void stopsRecordingWhenNobodyIsLeft() {
        var camera = given(Camera.absent(new CameraId("1")))
                .after(new CameraCommand.Install("Door", PROFILE), new CameraCommand.Attach(HOUSE, null));
        assertThat(isRecording(camera)).as("nobody has come yet").isTrue();
        camera.after(new CameraCommand.Watch(HOUSE, 5, true), new CameraCommand.Watch(HOUSE, 9, false));
        assertThat(isRecording(camera)).isFalse();
        assertThat(camera.state().installed().orElseThrow().isRecording(true))
                .as("as configured")
                .isTrue();
        camera.when(new CameraCommand.Watch(HOUSE, 7, true)).thenNothing();
        camera.after(new CameraCommand.ListIn(ADAS, 3, null));
        assertThat(isRecording(camera)).as("granted one by one").isTrue();
        camera.after(new CameraCommand.Watch(ADAS, 4, false));
        assertThat(isRecording(camera)).as("who has no service").isFalse();
        camera.after(new CameraCommand.Watch(ADAS, 6, true));
        assertThat(isRecording(camera)).isTrue();
        camera.after(new CameraCommand.Unlist(ADAS, 8));
        assertThat(isRecording(camera)).isFalse();
        camera.after(new CameraCommand.Watch(HOUSE, 10, true));
        assertThat(isRecording(camera)).as("somebody has come back").isTrue();
        camera.after(new CameraCommand.SetArchive(false, null));
        assertThat(isRecording(camera)).isFalse();
    }
}
