package io.sightline.engine.domain;

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.TrackerTest.ADA;
import static io.sightline.engine.domain.TrackerTest.BEN;
import static io.sightline.engine.domain.TrackerTest.CAT;
import static io.sightline.engine.domain.TrackerTest.FLEET;
import static io.sightline.engine.domain.TrackerTest.VAN;
import static org.assertj.core.api.Assertions.assertThat;

class MonitoringObjectTest {

    private static final ObjectRights LOOK = new ObjectRights(false, false, false);
    private static final ObjectRights TRACKERS = new ObjectRights(false, false, true);

    private static ObjectCard card(String name) {
        return new ObjectCard(Personal.of(name), null, null);
    }

    private static Given<MonitoringObjectCommand, MonitoringObjectEvent, MonitoringObject> fleet() {
        return given(
                MonitoringObject.absent(FLEET), new MonitoringObjectEvent.Created(Epoch.of(1), card("Fleet"), NOON));
    }

    private static SourceCommand.PutDevice van(long revision) {
        var facts = new DeviceFacts.TrackerFacts(TrackerTest.card("Van"), ADA, Holding.VIEW, false);
        return new SourceCommand.PutDevice(DeviceKey.of(VAN), revision, facts);
    }

    @Test
    void showsItsCardToItsOwnerAndToEverybodyItIsSharedWith() {
        var shared = fleet().after(new MonitoringObjectCommand.Share(ADA, BEN, TRACKERS));
        assertThat(shared.state().obligations()).containsOnlyKeys("put|U:ada", "put|U:ben");
        assertThat(shared.state().obligations().get("put|U:ben").command())
                .isEqualTo(new SourceCommand.PutDevice(
                        DeviceKey.of(FLEET),
                        shared.revision(),
                        new DeviceFacts.ObjectFacts(card("Fleet"), ADA, TRACKERS)));
    }

    @Test
    void holdsTrackersAndCamerasOfItsOwnOwnerAlone() {
        assertThat(MonitoringObject.mayHold(FLEET, DeviceKey.of(VAN))).isTrue();
        assertThat(MonitoringObject.mayHold(FLEET, DeviceKey.of(TrackerId.of(BEN, "1"))))
                .isFalse();
        assertThat(MonitoringObject.mayHold(FLEET, DeviceKey.of(CameraId.of(ADA, "3"))))
                .isTrue();
        assertThat(MonitoringObject.mayHold(FLEET, DeviceKey.of(CameraId.of(BEN, "3"))))
                .isFalse();
        for (String key : List.of("cam-3", "cam-ada:3")) {
            assertThat(MonitoringObject.mayHold(FLEET, key))
                    .as("one of the operator's")
                    .isFalse();
        }
        assertThat(MonitoringObject.mayHold(FLEET, "int-1")).isFalse();
    }

    @Test
    void isSharedAndDeletedByItsOwnerAlone() {
        var shared = fleet().after(new MonitoringObjectCommand.Share(ADA, BEN, ObjectRights.all()));
        shared.when(new MonitoringObjectCommand.Share(BEN, CAT, LOOK)).thenRefused(Refusal.FORBIDDEN);
        shared.when(new MonitoringObjectCommand.Delete(BEN)).thenRefused(Refusal.FORBIDDEN);
        shared.when(new MonitoringObjectCommand.Change(BEN, Personal.of("Cars"), null))
                .then(new MonitoringObjectEvent.Changed(card("Cars")));
        fleet().when(new MonitoringObjectCommand.Change(BEN, Personal.of("Cars"), null))
                .thenRefused(Refusal.FORBIDDEN);
    }

    @Test
    void keepsItsFieldsFromWhomMayChangeOnlyTrackers() {
        var shared = fleet().after(new MonitoringObjectCommand.Share(ADA, BEN, TRACKERS));
        shared.when(new MonitoringObjectCommand.Change(BEN, Personal.of("Cars"), null))
                .thenRefused(Refusal.FORBIDDEN);
    }

    @Test
    void keepsItsPictureWhenItsNameChanges() {
        String image = "ab".repeat(32);
        var shown = fleet().after(new MonitoringObjectCommand.SetImage(ADA, image));
        shown.when(new MonitoringObjectCommand.SetImage(ADA, "no digest")).thenRefused(Refusal.INVALID);
        shown.when(new MonitoringObjectCommand.SetImage(BEN, null)).thenRefused(Refusal.FORBIDDEN);
        shown.when(new MonitoringObjectCommand.Change(ADA, Personal.of("Cars"), null))
                .then(new MonitoringObjectEvent.Changed(new ObjectCard(Personal.of("Cars"), null, image)));
    }

    @Test
    void isNotDeletedWhileShared() {
        var shared = fleet().after(new MonitoringObjectCommand.Share(ADA, BEN, LOOK));
        shared.when(new MonitoringObjectCommand.Delete(ADA)).thenRefused(Refusal.CONFLICT);
        shared.after(new MonitoringObjectCommand.Unshare(ADA, BEN))
                .when(new MonitoringObjectCommand.Delete(ADA))
                .then(new MonitoringObjectEvent.Deleted(NOON));
    }

    @Test
    void letsGoOfWhatWasAssignedToItWhenDeleted() {
        var gone = fleet().after(van(3), new MonitoringObjectCommand.Delete(ADA));
        assertThat(gone.state()
                        .obligations()
                        .get("release|" + DeviceKey.of(VAN))
                        .command())
                .isEqualTo(new BelongingCommand.Unassign(ADA, FLEET));
        gone.after(new SourceCommand.RemoveDevice(DeviceKey.of(VAN), 4));
        assertThat(gone.state().obligations()).containsOnlyKeys("remove|U:ada|" + (gone.revision() - 1));
        gone.when(van(5)).thenRefused(Refusal.GONE);
    }

    @Test
    void isHeldByAUserExactlyWhileItsCardStandsThere() {
        var ada = given(User.absent(UserTest.ADA), UserTest.created());
        SourceId source = SourceId.of(FLEET);
        var card = new DeviceFacts.ObjectFacts(card("Fleet"), ADA, LOOK);
        ada.after(new SourceCommand.PutDevice(DeviceKey.of(FLEET), 5, card));
        assertThat(ada.state().account().orElseThrow().manifest().grants()).containsKey(source);
        assertThat(ada.state().obligations()).containsKey("join|" + source);
        ada.when(new UserCommand.DetachPlace(source)).thenRefused(Refusal.INVALID);
        ada.after(new SourceCommand.RemoveDevice(DeviceKey.of(FLEET), 8));
        assertThat(ada.state().account().orElseThrow().manifest().grants()).doesNotContainKey(source);
        assertThat(ada.state().obligations()).containsKey("leave|" + source);
        ada.when(new SourceCommand.PutDevice(DeviceKey.of(FLEET), 7, card)).thenNothing();
    }

    @Test
    void isAttachedByNobodyElse() {
        given(User.absent(UserTest.ADA), UserTest.created())
                .when(new UserCommand.AttachPlace(SourceId.of(FLEET), GrantStatus.ACTIVE))
                .thenRefused(Refusal.INVALID);
    }

    @Test
    void goesWithItsOwnerWhoGivesBackWhatOthersShared() {
        var ada = given(User.absent(UserTest.ADA), UserTest.created());
        var mine = MonitoringObjectId.of(UserTest.ADA, "1");
        ada.after(new SourceCommand.PutDevice(
                DeviceKey.of(mine), 1, new DeviceFacts.ObjectFacts(card("Mine"), UserTest.ADA, ObjectRights.all())));
        ada.after(new SourceCommand.PutDevice(
                DeviceKey.of(VAN),
                1,
                new DeviceFacts.TrackerFacts(TrackerTest.card("Van"), VAN.owner(), Holding.VIEW, false)));
        ada.after(new UserCommand.Terminate());
        assertThat(ada.state().obligations().get("end|" + DeviceKey.of(mine)).command())
                .isEqualTo(new MonitoringObjectCommand.Abandon());
        boolean hers = VAN.owner().equals(UserTest.ADA);
        assertThat(ada.state().obligations().get("end|" + DeviceKey.of(VAN)).command())
                .isEqualTo(
                        hers
                                ? new BelongingCommand.Abandon()
                                : new BelongingCommand.Unshare(UserTest.ADA, UserTest.ADA));
    }
}
