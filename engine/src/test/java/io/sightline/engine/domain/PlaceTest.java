package io.sightline.engine.domain;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

class PlaceTest {

    private static final AddressId HOME = new AddressId("home");
    private static final AddressId TOWN = new AddressId("town");
    private static final FolderId SHED = new FolderId("shed");
    private static final DeviceFacts FACTS = new DeviceFacts.CameraFacts("Door", List.of(), true, null, null);
    private static final AddressNode NODE = new AddressNode("Home", null, "csa-1", TOWN, null);
    private static final AddressCommand PUT = new SourceCommand.PutDevice("cam-1", 5, FACTS);

    private static Given<AddressCommand, AddressEvent, Address> home() {
        return given(Address.absent(HOME), new AddressEvent.Created(Epoch.of(1), NODE, NOON));
    }

    private static Given<FolderCommand, FolderEvent, Folder> shed() {
        return given(Folder.absent(SHED), new FolderEvent.Created(Epoch.of(1), HOME, "shed", false, NOON));
    }

    @Test
    void holdsDevicesOnlyInALeaf() {
        home().after(PUT).when(new AddressCommand.AddChild(TOWN)).thenRefused(Refusal.NOT_A_LEAF);
        home().after(new AddressCommand.AddChild(TOWN)).when(PUT).thenRefused(Refusal.NOT_A_LEAF);
        home().after(new AddressCommand.AddChild(TOWN))
                .when(new AddressCommand.AddFolder("shed", SHED))
                .thenRefused(Refusal.NOT_A_LEAF);
    }

    @Test
    void takesNoNoticeOfWhatADeviceSaidBeforeItLeft() {
        home().after(PUT)
                .when(new SourceCommand.RemoveDevice("cam-1", 7))
                .then(new SourceEvent.DeviceRemoved("cam-1", 7))
                .when(new SourceCommand.PutDevice("cam-1", 6, FACTS))
                .thenNothing()
                .when(new SourceCommand.PutDevice("cam-1", 8, FACTS))
                .then(new SourceEvent.DevicePut("cam-1", 8, FACTS))
                .when(new SourceCommand.RemoveDevice("cam-1", 7))
                .thenNothing();
        home().when(new SourceCommand.RemoveDevice("cam-1", 7))
                .then(new SourceEvent.DeviceRemoved("cam-1", 7))
                .when(PUT)
                .thenNothing();
    }

    @Test
    void cannotGoWhileAnybodyOrAnythingIsThere() {
        AddressCommand delete = new AddressCommand.Delete();
        home().after(PUT).when(delete).thenRefused(Refusal.NOT_EMPTY);
        home().after(new AddressCommand.AddChild(TOWN)).when(delete).thenRefused(Refusal.NOT_EMPTY);
        home().after(new AddressCommand.AddFolder("shed", SHED)).when(delete).thenRefused(Refusal.NOT_EMPTY);
        home().after(new MemberCommand.Join(UserTest.ADA, 3)).when(delete).thenRefused(Refusal.NOT_EMPTY);
        home().when(delete).then(new AddressEvent.Deleted(NOON)).when(delete).thenNothing();
    }

    @Test
    void returnsAsAnotherIncarnation() {
        var create = new AddressCommand.Create(Epoch.of(2), NODE);
        var home = home();
        home.when(create).thenRefused(Refusal.ALREADY_EXISTS);
        home.after(new AddressCommand.Delete(), create);
        assertThat(home.state().place().orElseThrow().source().epoch()).isEqualTo(Epoch.of(2));
    }

    @Test
    void tellsItsParentThatItIsThereAndThatItHasGone() {
        var home = home();
        assertThat(home.state().obligations())
                .isEqualTo(Map.of("parent", new Obligation(TOWN.ref(), new AddressCommand.AddChild(HOME), false)));
        home.after(new AddressCommand.Delete());
        Obligation gone = new Obligation(TOWN.ref(), new AddressCommand.RemoveChild(HOME), false);
        assertThat(home.state().obligations()).isEqualTo(Map.of("parent", gone));
        assertThat(home.state().settle("parent", gone, null, NOON)).containsExactly(new AddressEvent.ParentLeft());
    }

    @Test
    void givesAFolderKeyOnce() {
        home().after(new AddressCommand.AddFolder("shed", SHED))
                .when(new AddressCommand.AddFolder("shed", SHED))
                .thenNothing()
                .when(new AddressCommand.AddFolder("shed", new FolderId("other")))
                .thenRefused(Refusal.ALREADY_EXISTS)
                .when(new AddressCommand.RemoveFolder("shed", new FolderId("other")))
                .thenNothing()
                .when(new AddressCommand.RemoveFolder("shed", SHED))
                .then(new AddressEvent.FolderRemoved("shed"));
    }

    @Test
    void hearsTheLastWordOfAMemberAndNoEarlierOne() {
        home().when(new MemberCommand.Join(UserTest.ADA, 3))
                .then(new MemberEvent.Joined(UserTest.ADA, 3))
                .when(new MemberCommand.Leave(UserTest.ADA, 2))
                .thenNothing()
                .when(new MemberCommand.Leave(UserTest.ADA, 4))
                .then(new MemberEvent.Left(UserTest.ADA, 4))
                .when(new MemberCommand.Join(UserTest.ADA, 3))
                .thenNothing();
    }

    @Test
    void refusesOneDeviceTooMany() {
        var home = home();
        for (int i = 0; i < Source.ENTRIES_ALLOWED; i++) {
            home.after(new SourceCommand.PutDevice("cam-n" + i, 1, FACTS));
        }
        home.when(PUT).thenRefused(Refusal.LIMIT_EXCEEDED);
        home.when(new SourceCommand.PutDevice("cam-n0", 2, FACTS)).then(new SourceEvent.DevicePut("cam-n0", 2, FACTS));
    }

    @Test
    void keepsAFolderForCamerasAndItsHoldersUntilItIsEmpty() {
        shed().when(new SourceCommand.PutDevice("int-1", 1, FACTS)).thenRefused(Refusal.INVALID);
        shed().after(new SourceCommand.PutDevice("cam-1", 1, FACTS))
                .when(new FolderCommand.Delete())
                .thenRefused(Refusal.NOT_EMPTY);
        shed().after(new MemberCommand.Join(UserTest.ADA, 1))
                .when(new FolderCommand.Delete())
                .thenRefused(Refusal.NOT_EMPTY);
        var shed = shed().after(new FolderCommand.Delete());
        assertThat(shed.state().obligations())
                .isEqualTo(Map.of(
                        "address", new Obligation(HOME.ref(), new AddressCommand.RemoveFolder("shed", SHED), false)));
        shed.when(new SourceCommand.PutDevice("cam-1", 1, FACTS)).thenRefused(Refusal.UNKNOWN_ENTITY);
    }

    @Test
    void tellsItsCamerasWhetherThereIsAnybodyToRecordFor() {
        SourceId place = SourceId.of(HOME);
        DeviceFacts facts = new DeviceFacts.CameraFacts("Door", java.util.List.of(), true, null, null);
        var home = home().after(new SourceCommand.PutDevice("cam-1", 1, facts));
        assertThat(home.state().obligations()).as("nobody was ever here").doesNotContainKey("watch|cam-1");
        home.after(new MemberCommand.Join(UserTest.ADA, 3), new MemberCommand.Join(UserTest.SUB, 1));
        long came = home.revision() - 1;
        assertThat(home.state().obligations().get("watch|cam-1").command())
                .isEqualTo(new CameraCommand.Watch(place, came, true));
        home.after(new MemberCommand.Idle(UserTest.ADA, 4), new MemberCommand.Leave(UserTest.SUB, 2));
        assertThat(home.state().obligations().get("watch|cam-1").command())
                .isEqualTo(new CameraCommand.Watch(place, home.revision(), false));
        home.after(new SourceCommand.PutDevice("cam-2", 1, facts));
        assertThat(home.state().obligations()).containsKey("watch|cam-2");
        home.when(new MemberCommand.Idle(UserTest.ADA, 4)).thenNothing();
    }
}
