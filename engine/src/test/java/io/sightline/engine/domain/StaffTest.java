package io.sightline.engine.domain;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LOGIN_TAKEN;
import static io.sightline.engine.domain.Refusal.NOT_EMPTY;
import static io.sightline.engine.domain.Refusal.STALE;
import static io.sightline.engine.domain.Refusal.UNKNOWN_ENTITY;
import static io.sightline.engine.domain.Refusal.UNKNOWN_REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

class StaffTest {

    private static final AdministratorId ROOT = new AdministratorId("root");
    private static final AdministratorId ANN = new AdministratorId("ann");
    private static final AdministratorId BEN = new AdministratorId("ben");
    private static final AdministratorId CAT = new AdministratorId("cat");
    private static final RoleId DESK = new RoleId("desk");
    private static final Purview NORTH = new Purview(Set.of(new AddressId("north")), Set.of());

    private static Rights rights(String... permissions) {
        return new Rights(Set.of(), Set.of(permissions), null, null);
    }

    private static Administrator.Particulars particulars(AdministratorId id, Rights rights) {
        return new Administrator.Particulars(
                Personal.of("Name of " + id), new LoginId("l-" + id), Personal.of(id.value()), null, rights);
    }

    private static StaffCommand.By by(AdministratorId id) {
        return StaffCommand.By.administrator(id);
    }

    private static StaffCommand hire(AdministratorId id, AdministratorId by, Rights rights) {
        return new StaffCommand.Hire(id, by(by), particulars(id, rights), "hash of " + id, true);
    }

    private static StaffCommand change(AdministratorId id, AdministratorId by, Rights rights) {
        return new StaffCommand.Change(id, by(by), particulars(id, rights), null);
    }

    private static StaffCommand role(AdministratorId by, boolean individual, String... permissions) {
        return new StaffCommand.CreateRole(
                DESK, by(by), new StaffRole.Content("Desk", Set.of(permissions), individual));
    }

    private static Given<StaffCommand, StaffEvent, Staff> founded() {
        return given(Staff.empty())
                .after(new StaffCommand.Found(ROOT, new LoginId("l-root"), Personal.of("root"), "hash"));
    }

    private static Administrator of(Given<?, ?, Staff> staff, AdministratorId id) {
        return staff.state().find(id).orElseThrow();
    }

    @Test
    void hasOneFirstAdministratorAndNeverAgain() {
        var staff = founded();
        assertThat(staff.state().isFull(of(staff, ROOT))).isTrue();
        staff.when(new StaffCommand.Found(ANN, new LoginId("l-ann"), Personal.of("ann"), "hash"))
                .thenRefused(CONFLICT);
        staff.when(new StaffCommand.Found(ROOT, new LoginId("l-root"), Personal.of("root"), "hash"))
                .thenNothing();
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        var staff = founded().after(hire(ANN, ROOT, rights("administrators:write", "users:read")));
        staff.when(hire(BEN, ANN, rights("users:write"))).thenRefused(FORBIDDEN);
        staff.when(hire(BEN, ANN, rights(Rights.EVERY))).thenRefused(FORBIDDEN);
        staff.when(change(ANN, ANN, rights("administrators:write", "users:read", "users:write")))
                .thenRefused(FORBIDDEN);
        staff.when(role(ANN, false, "users:write")).thenRefused(FORBIDDEN);
        staff.after(hire(BEN, ANN, rights("users:read")));
        StaffCommand.By key = new StaffCommand.By(null, Set.of("users:read"));
        staff.when(new StaffCommand.Hire(CAT, key, particulars(CAT, rights("users:write")), "h", false))
                .thenRefused(FORBIDDEN);
        staff.after(new StaffCommand.Hire(CAT, key, particulars(CAT, rights("users:read")), "h", false));
    }

    @Test
    void aRoleIsNoWayAroundIt() {
        var staff = founded().after(hire(ANN, ROOT, rights("administrators:write")), role(ROOT, false, "users:write"));
        Rights desk = new Rights(Set.of(DESK), Set.of(), null, null);
        staff.when(hire(BEN, ANN, desk)).thenRefused(FORBIDDEN);
        staff.when(new StaffCommand.ChangeRole(DESK, by(ANN), new StaffRole.Content("Desk", Set.of(), false), null))
                .thenRefused(FORBIDDEN);
        staff.when(new StaffCommand.RemoveRole(DESK, by(ANN), null)).thenRefused(FORBIDDEN);
        staff.after(hire(BEN, ROOT, desk));
        assertThat(staff.state().permissions(of(staff, BEN))).containsExactly("users:write");
    }

    @Test
    void nobodyManagesThoseWhoMayMore() {
        var staff = founded()
                .after(hire(ANN, ROOT, rights("administrators:write")), hire(BEN, ROOT, rights("users:write")));
        staff.when(new StaffCommand.SetPassword(BEN, by(ANN), "mine", false)).thenRefused(FORBIDDEN);
        staff.when(new StaffCommand.Disable(ROOT, by(ANN))).thenRefused(FORBIDDEN);
        staff.when(new StaffCommand.Remove(BEN, by(ANN), null)).thenRefused(FORBIDDEN);
        staff.when(change(BEN, ANN, rights())).thenRefused(FORBIDDEN);
        staff.when(new StaffCommand.ResetPasswords(by(ANN))).thenNothing();
    }

    @Test
    void whoSeesAPartMakesNobodyWhoSeesAll() {
        Rights north = new Rights(Set.of(), Set.of("administrators:write"), NORTH, null);
        var staff = founded().after(hire(ANN, ROOT, north));
        staff.when(hire(BEN, ANN, rights("administrators:write"))).thenRefused(FORBIDDEN);
        staff.when(change(ANN, ANN, rights("administrators:write"))).thenRefused(FORBIDDEN);
        staff.after(hire(BEN, ANN, north));
        staff.after(hire(CAT, ROOT, rights("administrators:write")));
        staff.when(new StaffCommand.Disable(CAT, by(ANN))).thenRefused(FORBIDDEN);
    }

    @Test
    void somebodyCanAlwaysDoEverything() {
        var staff = founded().after(hire(ANN, ROOT, Rights.full()), new StaffCommand.Disable(ROOT, by(ANN)));
        StaffCommand.By key = new StaffCommand.By(null, Set.of(Rights.EVERY));
        for (StaffCommand last : new StaffCommand[] {
            new StaffCommand.Disable(ANN, key),
            new StaffCommand.Remove(ANN, key, null),
            new StaffCommand.Change(ANN, key, particulars(ANN, rights("users:read")), null),
            new StaffCommand.Change(
                    ANN, key, particulars(ANN, new Rights(Set.of(), Set.of(Rights.EVERY), NORTH, false)), null),
            new StaffCommand.Change(
                    ANN, key, particulars(ANN, new Rights(Set.of(), Set.of(Rights.EVERY), null, true)), null)
        }) {
            staff.when(last).thenRefused(CONFLICT);
        }
        staff.after(new StaffCommand.Enable(ROOT, key), new StaffCommand.Remove(ANN, key, null));
    }

    @Test
    void norDoesARoleTakeTheLastOnesAway() {
        var staff = founded()
                .after(
                        role(ROOT, false, Rights.EVERY),
                        hire(ANN, ROOT, new Rights(Set.of(DESK), Set.of(), null, false)),
                        new StaffCommand.Disable(ROOT, by(ANN)));
        staff.when(new StaffCommand.ChangeRole(
                        DESK, by(ANN), new StaffRole.Content("Desk", Set.of("users:read"), false), null))
                .thenRefused(CONFLICT);
    }

    @Test
    void nobodyRemovesThemselves() {
        var staff = founded().after(hire(ANN, ROOT, Rights.full()));
        staff.when(new StaffCommand.Disable(ANN, by(ANN))).thenRefused(CONFLICT);
        staff.when(new StaffCommand.Remove(ANN, by(ANN), null)).thenRefused(CONFLICT);
    }

    @Test
    void whoIsDisabledOrGoneDecidesNothingMore() {
        var staff = founded().after(hire(ANN, ROOT, Rights.full()), new StaffCommand.Disable(ANN, by(ROOT)));
        staff.when(hire(BEN, ANN, rights())).thenRefused(FORBIDDEN);
        staff.when(hire(BEN, CAT, rights())).thenRefused(FORBIDDEN);
    }

    @Test
    void aLoginIsOneAdministrators() {
        var staff = founded().after(hire(ANN, ROOT, rights()));
        Administrator.Particulars hers = new Administrator.Particulars(
                Personal.of("Ben"), new LoginId("l-ann"), Personal.of("ANN"), null, rights());
        staff.when(new StaffCommand.Hire(BEN, by(ROOT), hers, "h", false)).thenRefused(LOGIN_TAKEN);
        staff.after(
                new StaffCommand.Remove(ANN, by(ROOT), null), new StaffCommand.Hire(BEN, by(ROOT), hers, "h", false));
    }

    @Test
    void whateverEndsSessionsIsCounted() {
        var staff = founded().after(hire(ANN, ROOT, rights()));
        long before = of(staff, ANN).credentials();
        staff.after(new StaffCommand.SetPassword(ANN, by(ANN), "new", false));
        assertThat(of(staff, ANN).credentials()).isEqualTo(before + 1);
        staff.after(new StaffCommand.Disable(ANN, by(ROOT)), new StaffCommand.Enable(ANN, by(ROOT)));
        assertThat(of(staff, ANN).credentials()).isEqualTo(before + 2);
        staff.after(change(ANN, ROOT, rights("users:read")));
        assertThat(of(staff, ANN).credentials()).isEqualTo(before + 2);
    }

    @Test
    void resetsThePasswordsOfAllButWhoeverAsks() {
        var staff = founded()
                .after(hire(ANN, ROOT, Rights.full()), new StaffCommand.SetPassword(ANN, by(ANN), "her own", false))
                .after(new StaffCommand.ResetPasswords(by(ANN)));
        assertThat(of(staff, ROOT).mustChange()).isTrue();
        assertThat(of(staff, ROOT).credentials()).isEqualTo(2);
        assertThat(of(staff, ANN).mustChange()).isFalse();
        staff.when(new StaffCommand.ResetPasswords(by(ANN))).thenNothing();
        staff.after(new StaffCommand.SetPassword(ROOT, by(ROOT), "another", false));
        assertThat(of(staff, ROOT).needsPassword(NOON)).isFalse();
    }

    @Test
    void aPasswordLivesForItsDays() {
        Administrator.Particulars monthly = new Administrator.Particulars(
                Personal.of("Ann"), new LoginId("l-ann"), Personal.of("ann"), 30, rights());
        var staff = founded().after(new StaffCommand.Hire(ANN, by(ROOT), monthly, "h", false));
        assertThat(of(staff, ANN).needsPassword(NOON.plus(Duration.ofDays(30)).minusSeconds(1)))
                .isFalse();
        assertThat(of(staff, ANN).needsPassword(NOON.plus(Duration.ofDays(30)))).isTrue();
        staff.when(new StaffCommand.Change(
                        ANN,
                        by(ROOT),
                        new Administrator.Particulars(
                                Personal.of("Ann"), new LoginId("l-ann"), Personal.of("ann"), 0, rights()),
                        null))
                .thenRefused(INVALID);
    }

    private static Rights individual(@Nullable Boolean individual, RoleId... roles) {
        return new Rights(Set.of(roles), Set.of("administrators:write"), null, individual);
    }

    @Test
    void individualAccessComesFromTheRolesUnlessSaid() {
        var staff = founded()
                .after(role(ROOT, true, "users:read"), hire(ANN, ROOT, individual(null, DESK)))
                .after(hire(BEN, ROOT, individual(false, DESK)), hire(CAT, ROOT, individual(null)));
        assertThat(staff.state().isIndividual(of(staff, ANN))).isTrue();
        assertThat(staff.state().isIndividual(of(staff, BEN))).isFalse();
        assertThat(staff.state().isIndividual(of(staff, CAT))).isFalse();
    }

    @Test
    void individualAccessReachesOneselfAndThoseBelow() {
        var staff = founded().after(hire(ANN, ROOT, individual(true)), hire(BEN, ANN, individual(true)));
        staff.after(hire(CAT, BEN, individual(true)));
        assertThat(staff.state().circle(ANN)).containsExactlyInAnyOrder(ANN, BEN, CAT);
        assertThat(staff.state().circle(BEN)).containsExactlyInAnyOrder(BEN, CAT);
        staff.when(new StaffCommand.Disable(ANN, by(BEN))).thenRefused(UNKNOWN_ENTITY);
        staff.when(hire(new AdministratorId("dan"), ANN, individual(false))).thenRefused(FORBIDDEN);
        staff.after(new StaffCommand.Remove(BEN, by(ANN), null));
        assertThat(staff.state().circle(ANN)).as("what Ben made stays hers").containsExactlyInAnyOrder(ANN, BEN, CAT);
        assertThat(of(staff, CAT).createdBy()).isNull();
        assertThat(of(staff, CAT).superior()).isEqualTo(ANN);
    }

    @Test
    void changesOnlyWhatTheSenderHasSeen() {
        var staff = founded().after(hire(ANN, ROOT, rights()));
        long seen = of(staff, ANN).revision();
        staff.after(change(ANN, ROOT, rights("users:read")));
        staff.when(new StaffCommand.Change(ANN, by(ROOT), particulars(ANN, rights()), seen))
                .thenRefused(STALE);
        staff.when(new StaffCommand.Remove(ANN, by(ROOT), seen)).thenRefused(STALE);
        staff.after(new StaffCommand.Remove(ANN, by(ROOT), of(staff, ANN).revision()));
    }

    @Test
    void keepsARoleThatSomebodyHas() {
        var staff = founded().after(role(ROOT, false, "users:read"));
        staff.when(hire(ANN, ROOT, new Rights(Set.of(new RoleId("none")), Set.of(), null, null)))
                .thenRefused(UNKNOWN_REFERENCE);
        staff.after(hire(ANN, ROOT, new Rights(Set.of(DESK), Set.of(), null, null)));
        staff.when(new StaffCommand.RemoveRole(DESK, by(ROOT), null)).thenRefused(NOT_EMPTY);
        staff.after(change(ANN, ROOT, rights()), new StaffCommand.RemoveRole(DESK, by(ROOT), null));
        assertThat(staff.state().roles()).isEmpty();
    }
}
