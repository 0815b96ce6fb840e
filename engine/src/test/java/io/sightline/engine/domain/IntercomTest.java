package io.sightline.engine.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

class IntercomTest {

    private static final IntercomId GATE = new IntercomId("gate");
    private static final IntercomSpec SPEC = spec("Gate");
    private static final IntercomLink LINK = new IntercomLink(12, false, false, Set.of(DeviceFacts.Opening.APP));

    private static IntercomSpec spec(String name) {
        return new IntercomSpec(
                name,
                null,
                "vendor",
                "model",
                null,
                null,
                null,
                "1 Main Street",
                IntercomSpec.DepartmentType.MAIN,
                2,
                null,
                1,
                40,
                IntercomSpec.ConnectionType.SMART,
                IntercomSpec.DOOR_OPEN_SECONDS);
    }

    private static Given<IntercomCommand, IntercomEvent, Intercom> gate() {
        return given(Intercom.absent(GATE), new IntercomEvent.Installed(SPEC, NOON));
    }

    private static Obligation shown(long deviceRevision, boolean online, String... keys) {
        DeviceFacts facts = new DeviceFacts.IntercomFacts(
                "Gate", "1 Main Street", 2, null, 12, List.of(keys), online, false, false, LINK.open());
        return new Obligation(
                UserTest.ADA.ref(), new SourceCommand.PutDevice("int-gate", deviceRevision, facts), false);
    }

    @Test
    void showsItselfToTheUserOfAFlat() {
        var gate = gate().when(new IntercomCommand.Link(UserTest.ADA, LINK))
                .then(new IntercomEvent.Linked(UserTest.ADA, LINK))
                .when(new IntercomCommand.Link(UserTest.ADA, LINK))
                .thenNothing();
        assertThat(gate.state().obligations()).isEqualTo(Map.of("put|ada", shown(2, false)));
        gate.after(new IntercomCommand.SetOnline(true));
        assertThat(gate.state().obligations()).isEqualTo(Map.of("put|ada", shown(3, true)));
    }

    @Test
    void servesTheFlatsOfItsRange() {
        gate().when(new IntercomCommand.Link(UserTest.ADA, new IntercomLink(41, false, false, Set.of())))
                .thenRefused(Refusal.INVALID);
        gate().when(new IntercomCommand.SetLines(0, new IntercomCommand.Lines(true, true, true)))
                .thenRefused(Refusal.INVALID);
    }

    @Test
    void showsAUserTheirKeysAndThoseOfTheFlatAlone() {
        var gate = gate().after(
                        new IntercomCommand.Link(UserTest.ADA, LINK),
                        new IntercomCommand.PutKey(new IntercomKey("k1", 12, null, null, null)),
                        new IntercomCommand.PutKey(new IntercomKey("k2", null, UserTest.ADA, null, null)),
                        new IntercomCommand.PutKey(new IntercomKey("k3", 12, UserTest.SUB, null, null)),
                        new IntercomCommand.PutKey(new IntercomKey("k4", 13, null, null, null)),
                        new IntercomCommand.PutKey(new IntercomKey("k5", null, null, null, null)));
        assertThat(gate.state().obligations()).isEqualTo(Map.of("put|ada", shown(4, false, "k1", "k2")));
        gate.when(new IntercomCommand.RemoveLooseKeys()).then(new IntercomEvent.KeysRemoved(Set.of("k5")));
    }

    @Test
    void restrictsForEverybodyOrForOne() {
        IntercomLink restricted = new IntercomLink(12, false, true, Set.of());
        var gate = gate().after(
                        new IntercomCommand.Link(UserTest.ADA, restricted), new IntercomCommand.Restrict(true, false));
        InstalledIntercom intercom = gate.state().installed().orElseThrow();
        assertThat(intercom.facts(UserTest.ADA, restricted))
                .isEqualTo(new DeviceFacts.IntercomFacts(
                        "Gate", "1 Main Street", 2, null, 12, List.of(), false, true, true, Set.of()));
    }

    @Test
    void goesFromAUserUntilTheUserConfirms() {
        var gate = gate().after(new IntercomCommand.Link(UserTest.ADA, LINK), new IntercomCommand.Unlink(UserTest.ADA));
        Obligation remove = new Obligation(UserTest.ADA.ref(), new SourceCommand.RemoveDevice("int-gate", 3), true);
        assertThat(gate.state().obligations()).isEqualTo(Map.of("remove|ada", remove));
        assertThat(gate.state().settle("remove|ada", remove, null, NOON))
                .containsExactly(new IntercomEvent.RemovalConfirmed(UserTest.ADA));
    }

    @Test
    void dropsTheLinkOfAUserWhoWillNotHaveIt() {
        var gate = gate().after(new IntercomCommand.Link(UserTest.ADA, LINK));
        assertThat(gate.state().settle("put|ada", shown(2, false), Refusal.GONE, NOON))
                .containsExactly(new IntercomEvent.LinkDropped(UserTest.ADA, Refusal.GONE));
    }

    @Test
    void leavesEveryUserWhenDeleted() {
        var gate = gate().after(new IntercomCommand.Link(UserTest.ADA, LINK), new IntercomCommand.Delete());
        assertThat(gate.state().obligations()).containsOnlyKeys("remove|ada");
        gate.when(new IntercomCommand.Install(SPEC)).thenRefused(Refusal.GONE);
    }
}
