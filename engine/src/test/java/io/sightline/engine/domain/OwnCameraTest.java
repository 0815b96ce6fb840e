package io.sightline.engine.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sightline.engine.sync.wire.DeviceValue;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A camera of a user's own: what its owner may do, and what nobody else may. */
class OwnCameraTest {

    private static final UserId ADA = new UserId("ada");
    private static final UserId BEN = new UserId("ben");
    private static final CameraId YARD = CameraId.of(ADA, "1");
    private static final MonitoringObjectId HOME = MonitoringObjectId.of(ADA, "7");

    private static CameraCard card(String name, String address) {
        return new CameraCard(
                Personal.of(name),
                Personal.of("Lens 2"),
                Personal.of(address),
                Personal.of("viewer"),
                Personal.of("secret"),
                null);
    }

    private static Given<CameraCommand, CameraEvent, Camera> yard() {
        return given(Camera.absent(YARD), new CameraEvent.Added(card("Yard", "10.0.0.1"), NOON));
    }

    private static InstalledCamera camera(Given<CameraCommand, CameraEvent, Camera> camera) {
        return camera.state().installed().orElseThrow();
    }

    private static DeviceFacts.OwnCameraFacts shownIn(
            Given<CameraCommand, CameraEvent, Camera> camera, SourceId source) {
        var put = (SourceCommand.PutDevice)
                camera.state().obligations().get("put|" + source).command();
        return (DeviceFacts.OwnCameraFacts) put.facts();
    }

    @Test
    void belongsToTheUserItsIdNames() {
        assertThat(YARD.owner()).contains(ADA);
        assertThat(new CameraId("00:11:22:33:44:55").owner())
                .as("hardware addresses are ids of the operator's cameras")
                .isEmpty();
        given(Camera.absent(new CameraId("door")))
                .when(new CameraCommand.Add(card("Door", "h")))
                .thenRefused(Refusal.INVALID);
        given(Camera.absent(YARD))
                .when(new CameraCommand.Install(
                        "Yard", new CameraProfile("Yard", null, null, null, null, null, null, null, false, true)))
                .thenRefused(Refusal.INVALID);
        assertThat(camera(yard()).displayName()).isEqualTo("Yard");
        assertThat(yard().state().obligations().get("hold|ada").to()).isEqualTo(Customer.ref(ADA));
    }

    @Test
    void showsItselfToItsOwnerWithoutAnyCredential() {
        var facts = shownIn(yard(), SourceId.of(ADA));
        assertThat(facts.holding()).isEqualTo(Holding.OWNER);
        assertThat(facts.toString() + DeviceValue.of(facts, ViewClass.ARCHIVE_PTZ))
                .contains("\"name\":\"Yard\"", "\"owner\":\"ada\"", "\"model\":\"Lens 2\"")
                .doesNotContain("secret", "viewer", "10.0.0.1");
    }

    @Test
    void isNeitherTakenNorGivenByWhatIsMeantForTheOperatorsCameras() {
        SourceId address = SourceId.of(new AddressId("1"));
        for (CameraCommand command : List.of(
                new CameraCommand.Rename("Mine"),
                new CameraCommand.ReplaceDevice(new NetworkDeviceId("AA:BB:CC:DD:EE:00"), null),
                new CameraCommand.Attach(address, null),
                new CameraCommand.Detach(SourceId.of(HOME)),
                new CameraCommand.ListIn(SourceId.of(BEN), 9, null),
                new CameraCommand.Delete())) {
            yard().when(command).thenRefused(Refusal.FORBIDDEN);
        }
        yard().after(new BelongingCommand.Share(ADA, BEN, false))
                .when(new CameraCommand.Unlist(SourceId.of(BEN), 9))
                .thenNothing();
    }

    @Test
    void leavesTheOperatorsCamerasAlone() {
        CameraProfile profile = new CameraProfile("Door", null, null, null, null, null, null, null, false, true);
        CameraId door = new CameraId("door");
        for (CameraCommand command : List.of(
                new BelongingCommand.Share(ADA, BEN, true),
                new BelongingCommand.Assign(ADA, HOME),
                new BelongingCommand.Delete(ADA),
                new BelongingCommand.Abandon(),
                new BelongingCommand.SetExpired(true, 3),
                new CameraCommand.Add(card("Mine", "h")),
                new CameraCommand.ChangeCard(ADA, null, card("Mine", "h")))) {
            given(Camera.absent(door), new CameraEvent.Installed("Door", profile, NOON))
                    .when(command)
                    .thenRefused(Refusal.FORBIDDEN);
        }
    }

    @Test
    void isChangedByWhomMayChangeItAndByNobodyElse() {
        var shared = yard().after(new BelongingCommand.Share(ADA, BEN, false));
        shared.when(new CameraCommand.ChangeCard(BEN, null, card("Mine", "h"))).thenRefused(Refusal.FORBIDDEN);
        shared.when(new CameraCommand.ChangeCard(BEN, null, card("Yard", "10.0.0.1")))
                .thenRefused(Refusal.FORBIDDEN);
        shared.when(new CameraCommand.ChangeCard(BEN, HOME, card("Mine", "h"))).thenRefused(Refusal.FORBIDDEN);
        shared.after(new BelongingCommand.Assign(ADA, HOME))
                .when(new CameraCommand.ChangeCard(BEN, HOME, card("Home", "h")))
                .then(new CameraEvent.CardChanged(card("Home", "h")));
        shared.when(new CameraCommand.ChangeCard(ADA, null, card("", "h"))).thenRefused(Refusal.INVALID);
        shared.when(new CameraCommand.ChangeCard(ADA, null, card("Yard", "two words")))
                .thenRefused(Refusal.INVALID);
    }

    @Test
    void tellsClientsNothingWhenOnlyItsCredentialsChange() {
        var yard = yard();
        long shown = camera(yard).factsRevision();
        yard.after(new CameraCommand.ChangeCard(ADA, null, card("Yard", "10.0.0.2")));
        assertThat(camera(yard).factsRevision()).isEqualTo(shown);
        yard.after(new CameraCommand.ChangeCard(ADA, null, card("Gate", "10.0.0.2")));
        assertThat(shownIn(yard, SourceId.of(ADA)).camera().orElseThrow().name())
                .isEqualTo("Gate");
    }

    @Test
    void isShownLockedToEverybodyWhileItsPaidTimeIsOver() {
        var expired = yard().after(
                        new CameraCommand.SetUpStreams(Set.of(DeviceFacts.StreamType.HIGH)),
                        new BelongingCommand.Share(ADA, BEN, true),
                        new BelongingCommand.SetExpired(true, 5));
        for (UserId user : List.of(ADA, BEN)) {
            assertThat(DeviceValue.of(shownIn(expired, SourceId.of(user)), ViewClass.ARCHIVE_PTZ))
                    .contains("\"access\":\"locked\"", "\"state\":\"locked\"", "\"expired\":true", "\"streams\":[]")
                    .doesNotContain("ptz", "\"archive\":true");
        }
    }

    @Test
    void isNotDeletedWhileSharedAndLeavesWhoeverHadIt() {
        var shared = yard().after(new BelongingCommand.Share(ADA, BEN, false));
        shared.when(new BelongingCommand.Delete(ADA)).thenRefused(Refusal.CONFLICT);
        shared.when(new BelongingCommand.Delete(BEN)).thenRefused(Refusal.FORBIDDEN);
        shared.after(new BelongingCommand.Abandon());
        assertThat(shared.state()).isInstanceOf(Camera.Deleted.class);
        assertThat(shared.state().obligations())
                .extractingFromEntries(Map.Entry::getValue)
                .extracting(duty -> ((Obligation) duty).to())
                .containsExactlyInAnyOrder(ADA.ref(), BEN.ref());
    }

    @Test
    void isNotSharedWithSomebodyWhoWillNotHaveItAndGoesWhenItHasNoOwner() {
        var shared = yard().after(new BelongingCommand.Share(ADA, BEN, false));
        var dropped = shared.state()
                .settle("put|U:ben", shared.state().obligations().get("put|U:ben"), Refusal.FORBIDDEN, NOON);
        Camera after = shared.state().apply(dropped.get(0), 9);
        assertThat(after.installed().orElseThrow().own().belonging().shares()).isEmpty();
        assertThat(after.obligations()).containsKey("remove|U:ben|9");
        assertThat(shared.state()
                        .settle("put|U:ada", shared.state().obligations().get("put|U:ada"), Refusal.GONE, NOON))
                .isEqualTo(List.of(new CameraEvent.Deleted(NOON)));
    }
}
