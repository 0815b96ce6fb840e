package io.sightline.engine.domain;

import java.util.List;

import io.sightline.engine.sync.wire.DeviceValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrackerTest {

    static final UserId ADA = new UserId("ada");
    static final UserId BEN = new UserId("ben");
    static final UserId CAT = new UserId("cat");
    static final TrackerId VAN = TrackerId.of(ADA, "1");
    static final MonitoringObjectId FLEET = MonitoringObjectId.of(ADA, "7");

    static TrackerCard card(String name) {
        return new TrackerCard(
                Personal.of(name),
                "tk103",
                Personal.of("490154203237518"),
                Personal.of("+375291234567"),
                8_500,
                120,
                600,
                null,
                "#1a2b3c");
    }

    private static Given<TrackerCommand, TrackerEvent, Tracker> van() {
        return given(Tracker.absent(VAN), new TrackerEvent.Created(card("Van"), NOON));
    }

    private static DeviceFacts.TrackerFacts shownIn(Given<TrackerCommand, TrackerEvent, Tracker> van, SourceId source) {
        var put = (SourceCommand.PutDevice)
                van.state().obligations().get("put|" + source).command();
        return (DeviceFacts.TrackerFacts) put.facts();
    }

    @Test
    void belongsToTheUserItsIdNames() {
        assertThat(VAN.owner()).isEqualTo(ADA);
        assertThat(TrackerId.of(new UserId("a:b"), "c").owner()).isEqualTo(new UserId("a:b"));
        assertThatThrownBy(() -> new TrackerId("ada")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrackerId(":1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsItselfToItsOwner() {
        assertThat(shownIn(van(), SourceId.of(ADA)).holding()).isEqualTo(Holding.OWNER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"49015420323751", "4901542032375181", "49015420323751x", ""})
    void wantsAnImeiOfFifteenDigits(String imei) {
        TrackerCard wrong =
                new TrackerCard(Personal.of("Van"), "tk103", Personal.of(imei), null, null, 0, 0, null, "#000000");
        given(Tracker.absent(VAN)).when(new TrackerCommand.Create(wrong)).thenRefused(Refusal.INVALID);
    }

    @Test
    void isSharedByItsOwnerAlone() {
        van().when(new BelongingCommand.Share(BEN, CAT, true)).thenRefused(Refusal.FORBIDDEN);
        van().when(new BelongingCommand.Share(ADA, ADA, true)).thenRefused(Refusal.INVALID);
        van().when(new BelongingCommand.Share(ADA, BEN, true)).then(new BelongingEvent.Shared(BEN, true));
    }

    @Test
    void isNeitherSharedOnNorDeletedByWhomItIsSharedWith() {
        var shared = van().after(new BelongingCommand.Share(ADA, BEN, true));
        shared.when(new BelongingCommand.Share(BEN, CAT, false)).thenRefused(Refusal.FORBIDDEN);
        shared.when(new BelongingCommand.Delete(BEN)).thenRefused(Refusal.FORBIDDEN);
        shared.when(new BelongingCommand.Assign(BEN, MonitoringObjectId.of(BEN, "1")))
                .thenRefused(Refusal.FORBIDDEN);
        shared.when(new BelongingCommand.Unshare(CAT, BEN)).thenRefused(Refusal.FORBIDDEN);
    }

    @Test
    void isChangedByWhomMayChangeIt() {
        var shared =
                van().after(new BelongingCommand.Share(ADA, BEN, true), new BelongingCommand.Share(ADA, CAT, false));
        shared.when(new TrackerCommand.Change(CAT, null, card("Truck"))).thenRefused(Refusal.FORBIDDEN);
        shared.when(new TrackerCommand.Change(BEN, null, card("Truck"))).then(new TrackerEvent.Changed(card("Truck")));
        assertThat(shownIn(shared, SourceId.of(BEN)))
                .isEqualTo(new DeviceFacts.TrackerFacts(card("Truck"), ADA, Holding.CHANGE, false));
        assertThat(shownIn(shared, SourceId.of(CAT)).holding()).isEqualTo(Holding.VIEW);
    }

    @Test
    void isChangedThroughAnObjectOnlyWhileAssignedToIt() {
        van().when(new TrackerCommand.Change(BEN, FLEET, card("Truck"))).thenRefused(Refusal.FORBIDDEN);
        var assigned = van().after(new BelongingCommand.Assign(ADA, FLEET));
        assigned.when(new TrackerCommand.Change(BEN, FLEET, card("Truck")))
                .then(new TrackerEvent.Changed(card("Truck")));
        assertThat(shownIn(assigned, SourceId.of(FLEET)).holding()).isEqualTo(Holding.VIEW);
        assigned.after(new BelongingCommand.Unassign(ADA, FLEET));
        assigned.when(new TrackerCommand.Change(BEN, FLEET, card("Car"))).thenRefused(Refusal.FORBIDDEN);
    }

    @Test
    void isAssignedOnlyToObjectsOfItsOwner() {
        van().when(new BelongingCommand.Assign(ADA, MonitoringObjectId.of(BEN, "1")))
                .thenRefused(Refusal.FORBIDDEN);
    }

    @Test
    void isNotDeletedWhileShared() {
        var shared = van().after(new BelongingCommand.Share(ADA, BEN, false));
        shared.when(new BelongingCommand.Delete(ADA)).thenRefused(Refusal.CONFLICT);
        shared.after(new BelongingCommand.Unshare(ADA, BEN));
        shared.when(new BelongingCommand.Delete(ADA)).then(new TrackerEvent.Deleted(NOON));
        assertThat(shared.state().obligations())
                .allSatisfy((key, duty) -> assertThat(duty.untilFenced()).isTrue());
    }

    @Test
    void leavesWhoeverLosesItUntilThatIsConfirmed() {
        var unshared = van().after(new BelongingCommand.Share(ADA, BEN, false), new BelongingCommand.Unshare(BEN, BEN));
        long at = unshared.revision();
        String key = "remove|U:ben|" + at;
        Obligation duty = unshared.state().obligations().get(key);
        assertThat(duty)
                .isEqualTo(new Obligation(BEN.ref(), new SourceCommand.RemoveDevice(DeviceKey.of(VAN), at), true));
        assertThat(unshared.state().settle(key, duty, null, NOON))
                .isEqualTo(List.of(new TrackerEvent.RemovalConfirmed(SourceId.of(BEN))));
    }

    @Test
    void isNotSharedWithSomebodyWhoWillNotHaveIt() {
        var shared = van().after(new BelongingCommand.Share(ADA, BEN, false));
        Obligation duty = shared.state().obligations().get("put|U:ben");
        var dropped = shared.state().settle("put|U:ben", duty, Refusal.FORBIDDEN, NOON);
        assertThat(dropped).isEqualTo(List.of(new TrackerEvent.ListingDropped(SourceId.of(BEN), Refusal.FORBIDDEN)));
        Tracker after = shared.state().apply(dropped.get(0), 9);
        assertThat(after.kept().orElseThrow().belonging().shares()).isEmpty();
    }

    @Test
    void goesWithItsOwnerAndWithEveryShare() {
        var shared = van().after(new BelongingCommand.Share(ADA, BEN, false), new BelongingCommand.Abandon());
        assertThat(shared.state()).isInstanceOf(Tracker.Deleted.class);
        assertThat(shared.state().obligations()).hasSize(2);
    }

    @Test
    void isShownLockedToEverybodyWhileItsPaidTimeIsOver() {
        var expired = van().after(
                        new BelongingCommand.Share(ADA, BEN, false),
                        new BelongingCommand.Assign(ADA, FLEET),
                        new BelongingCommand.SetExpired(true, 5));
        for (SourceId source : List.of(SourceId.of(ADA), SourceId.of(BEN), SourceId.of(FLEET))) {
            assertThat(shownIn(expired, source).expired()).isTrue();
            assertThat(expired.state().obligations().get("put|" + source).untilFenced())
                    .as("for it takes something away")
                    .isTrue();
        }
        assertThat(DeviceValue.of(shownIn(expired, SourceId.of(ADA)), ViewClass.ARCHIVE))
                .contains("\"access\":\"locked\",\"expired\":true")
                .doesNotContain("490154203237518");
        expired.when(new BelongingCommand.SetExpired(false, 4)).thenNothing();
        expired.after(new BelongingCommand.SetExpired(false, 6));
        assertThat(shownIn(expired, SourceId.of(ADA)).expired()).isFalse();
        assertThat(shownIn(expired, SourceId.of(ADA)).holding()).isEqualTo(Holding.OWNER);
    }
}
