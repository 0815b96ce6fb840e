package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** What may be done with administrators and roles, and by whom. */
final class StaffRules {

    private static final String ADMINISTRATOR = "administrator";
    private static final String ROLE = "role";

    private final Staff staff;
    private final Instant now;

    StaffRules(Staff staff, Instant now) {
        this.staff = staff;
        this.now = now;
    }

    /**
     * What whoever asks may give.
     *
     * @param circle whom they may manage; null for everybody
     */
    private record Authority(
            @Nullable AdministratorId who,
            Set<String> permissions,
            boolean everywhere,
            @Nullable Set<AdministratorId> circle) {

        boolean gives(Set<String> more) {
            return Rights.covers(permissions, more);
        }
    }

    Decision<StaffEvent> decide(StaffCommand command) {
        if (command instanceof StaffCommand.Found found) {
            return found(found);
        }
        if (command instanceof StaffCommand.Hire hire) {
            return with(hire.by(), authority -> hire(hire, authority));
        }
        if (command instanceof StaffCommand.OfAdministrator of) {
            return with(of.by(), authority -> ofAdministrator(of, authority));
        }
        if (command instanceof StaffCommand.ResetPasswords reset) {
            return with(reset.by(), this::reset);
        }
        if (command instanceof StaffCommand.CreateRole create) {
            return with(create.by(), authority -> create(create, authority));
        }
        if (command instanceof StaffCommand.ChangeRole change) {
            return with(change.by(), authority -> change(change, authority));
        }
        if (command instanceof StaffCommand.RemoveRole remove) {
            return with(remove.by(), authority -> remove(remove, authority));
        }
        throw new AssertionError(command);
    }

    private interface Rule {
        Decision<StaffEvent> decide(Authority authority);
    }

    private Decision<StaffEvent> with(StaffCommand.By by, Rule rule) {
        return authority(by)
                .map(rule::decide)
                .orElseGet(() -> Decision.refuse(Refusal.FORBIDDEN, "you are no administrator any more"));
    }

    private Optional<Authority> authority(StaffCommand.By by) {
        AdministratorId id = by.administrator();
        if (id == null) {
            return Optional.of(new Authority(null, by.permissions(), true, null));
        }
        return staff.find(id)
                .filter(Administrator::enabled)
                .map(each -> new Authority(
                        id,
                        staff.permissions(each),
                        each.particulars().rights().purview() == null,
                        staff.isIndividual(each) ? staff.circle(id) : null));
    }

    private Decision<StaffEvent> found(StaffCommand.Found found) {
        if (staff.founded()) {
            boolean same = staff.find(found.id())
                    .filter(each -> each.passwordHash().equals(found.passwordHash()))
                    .isPresent();
            return same ? Decision.unchanged() : Decision.refuse(Refusal.CONFLICT, "there have been administrators");
        }
        Administrator.Particulars first =
                new Administrator.Particulars(found.loginText(), found.login(), found.loginText(), null, Rights.full());
        return first.fault()
                .<Decision<StaffEvent>>map(part -> Decision.refuse(Refusal.INVALID, part))
                .orElseGet(() -> Decision.accept(
                        new StaffEvent.Hired(found.id(), first, found.passwordHash(), false, null, now)));
    }

    private Decision<StaffEvent> hire(StaffCommand.Hire hire, Authority by) {
        Optional<Administrator> held = staff.find(hire.id());
        if (held.isPresent()) {
            return held.get().particulars().equals(hire.particulars())
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.ALREADY_EXISTS, ADMINISTRATOR);
        }
        if (staff.departed().containsKey(hire.id())) {
            return Decision.refuse(Refusal.GONE, ADMINISTRATOR);
        }
        if (staff.administrators().size() >= Limits.ADMINISTRATORS) {
            return Decision.refuse(Refusal.LIMIT_EXCEEDED, "administrators");
        }
        return said(hire.id(), hire.particulars(), null, by)
                .orElseGet(() -> Decision.accept(new StaffEvent.Hired(
                        hire.id(), hire.particulars(), hire.passwordHash(), hire.mustChange(), by.who(), now)));
    }

    /** Why something may not be said of an administrator; empty when it may. */
    private Optional<Decision<StaffEvent>> said(
            AdministratorId id, Administrator.Particulars particulars, @Nullable Administrator before, Authority by) {
        Optional<String> fault = particulars.fault();
        if (fault.isPresent()) {
            return refused(Refusal.INVALID, fault.get());
        }
        if (staff.find(particulars.login())
                .filter(other -> !other.id().equals(id))
                .isPresent()) {
            return refused(Refusal.LOGIN_TAKEN, "login");
        }
        Rights rights = particulars.rights();
        for (RoleId role : rights.roles()) {
            if (staff.role(role).isEmpty()) {
                return refused(Refusal.UNKNOWN_REFERENCE, ROLE);
            }
        }
        Administrator after = before == null ? stranger(id, particulars) : before.saying(particulars, 0);
        Set<String> had = before == null ? Set.of() : staff.permissions(before);
        Set<String> beyond = Rights.beyond(staff.permissions(after), had);
        if (!by.gives(beyond)) {
            return refused(Refusal.FORBIDDEN, "you lack " + String.join(", ", new TreeSet<>(lacked(by, beyond))));
        }
        boolean wider = rights.purview() == null
                && (before == null || before.particulars().rights().purview() != null);
        if (wider && !by.everywhere()) {
            return refused(Refusal.FORBIDDEN, "you do not see everything");
        }
        boolean freer = !staff.isIndividual(after) && (before == null || staff.isIndividual(before));
        return freer && by.circle() != null
                ? refused(Refusal.FORBIDDEN, "your own access is individual")
                : Optional.empty();
    }

    private Administrator stranger(AdministratorId id, Administrator.Particulars particulars) {
        return new Administrator(id, particulars, "", now, false, true, null, null, now, 0, 0);
    }

    private static Set<String> lacked(Authority by, Set<String> given) {
        Set<String> lacked = new HashSet<>(given);
        lacked.removeAll(by.permissions());
        return lacked;
    }

    private static Optional<Decision<StaffEvent>> refused(Refusal refusal, String detail) {
        return Optional.of(Decision.refuse(refusal, detail));
    }

    private Decision<StaffEvent> ofAdministrator(StaffCommand.OfAdministrator command, Authority by) {
        Optional<Administrator> found = staff.find(command.id());
        if (found.isEmpty()) {
            return command instanceof StaffCommand.Remove && staff.departed().containsKey(command.id())
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.UNKNOWN_ENTITY, ADMINISTRATOR);
        }
        Administrator held = found.get();
        boolean oneself = held.id().equals(by.who());
        if (!oneself && !mayManage(by, held)) {
            return by.circle() != null && !by.circle().contains(held.id())
                    ? Decision.refuse(Refusal.UNKNOWN_ENTITY, ADMINISTRATOR)
                    : Decision.refuse(Refusal.FORBIDDEN, "the administrator may more than you");
        }
        if (command instanceof StaffCommand.Change change) {
            return change(change, held, by);
        }
        if (command instanceof StaffCommand.SetPassword set) {
            return set.passwordHash().equals(held.passwordHash()) && set.mustChange() == held.mustChange()
                    ? Decision.unchanged()
                    : Decision.accept(new StaffEvent.PasswordSet(held.id(), set.passwordHash(), set.mustChange(), now));
        }
        if (command instanceof StaffCommand.Enable) {
            return held.enabled() ? Decision.unchanged() : Decision.accept(new StaffEvent.Enabled(held.id()));
        }
        if (oneself) {
            return Decision.refuse(Refusal.CONFLICT, "nobody removes or disables themselves");
        }
        if (command instanceof StaffCommand.Disable) {
            return held.enabled() ? kept(new StaffEvent.Disabled(held.id())) : Decision.unchanged();
        }
        StaffCommand.Remove remove = (StaffCommand.Remove) command;
        return stale(remove.expected(), held.revision()).orElseGet(() -> kept(new StaffEvent.Removed(held.id())));
    }

    /** Nobody manages those who may more, or whom they do not see. */
    private boolean mayManage(Authority by, Administrator other) {
        boolean below = by.circle() == null || by.circle().contains(other.id());
        boolean narrower = by.everywhere() || other.particulars().rights().purview() != null;
        return below && narrower && by.gives(staff.permissions(other));
    }

    private Decision<StaffEvent> change(StaffCommand.Change change, Administrator held, Authority by) {
        if (change.particulars().equals(held.particulars())) {
            return Decision.unchanged();
        }
        return stale(change.expected(), held.revision())
                .or(() -> said(held.id(), change.particulars(), held, by))
                .orElseGet(() -> kept(new StaffEvent.Changed(held.id(), change.particulars())));
    }

    private static Optional<Decision<StaffEvent>> stale(@Nullable Long expected, long revision) {
        return expected == null || expected == revision
                ? Optional.empty()
                : refused(Refusal.STALE, Long.toString(revision));
    }

    /** The event, unless nobody could do everything afterwards. */
    private Decision<StaffEvent> kept(StaffEvent event) {
        return staff.hasFull() && !staff.apply(event, 0).hasFull()
                ? Decision.refuse(Refusal.CONFLICT, "nobody else may do everything")
                : Decision.accept(event);
    }

    private Decision<StaffEvent> reset(Authority by) {
        Set<AdministratorId> others = new HashSet<>();
        for (Administrator each : staff.administrators().values()) {
            if (!each.id().equals(by.who()) && !each.mustChange() && mayManage(by, each)) {
                others.add(each.id());
            }
        }
        return others.isEmpty() ? Decision.unchanged() : Decision.accept(new StaffEvent.PasswordsReset(others));
    }

    private Decision<StaffEvent> create(StaffCommand.CreateRole create, Authority by) {
        Optional<StaffRole> held = staff.role(create.id());
        if (held.isPresent()) {
            return held.get().content().equals(create.content())
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.ALREADY_EXISTS, ROLE);
        }
        if (staff.roles().size() >= Limits.ROLES) {
            return Decision.refuse(Refusal.LIMIT_EXCEEDED, "roles");
        }
        return said(create.content(), Set.of(), by)
                .orElseGet(() -> Decision.accept(new StaffEvent.RoleCreated(create.id(), create.content(), now)));
    }

    private Decision<StaffEvent> change(StaffCommand.ChangeRole change, Authority by) {
        Optional<StaffRole> found = staff.role(change.id());
        if (found.isEmpty()) {
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, ROLE);
        }
        StaffRole held = found.get();
        if (held.content().equals(change.content())) {
            return Decision.unchanged();
        }
        if (!by.gives(held.content().permissions())) {
            return Decision.refuse(Refusal.FORBIDDEN, "the role may more than you");
        }
        return stale(change.expected(), held.revision())
                .or(() -> said(change.content(), held.content().permissions(), by))
                .or(() -> loosened(change.content(), held.content(), by))
                .orElseGet(() -> kept(new StaffEvent.RoleChanged(held.id(), change.content())));
    }

    private static Optional<Decision<StaffEvent>> loosened(
            StaffRole.Content after, StaffRole.Content before, Authority by) {
        return before.individual() && !after.individual() && by.circle() != null
                ? refused(Refusal.FORBIDDEN, "your own access is individual")
                : Optional.empty();
    }

    private Optional<Decision<StaffEvent>> said(StaffRole.Content content, Set<String> before, Authority by) {
        if (!content.fits()) {
            return refused(Refusal.INVALID, ROLE);
        }
        Set<String> beyond = Rights.beyond(content.permissions(), before);
        return by.gives(beyond)
                ? Optional.empty()
                : refused(Refusal.FORBIDDEN, "you lack " + String.join(", ", new TreeSet<>(lacked(by, beyond))));
    }

    private Decision<StaffEvent> remove(StaffCommand.RemoveRole remove, Authority by) {
        Optional<StaffRole> found = staff.role(remove.id());
        if (found.isEmpty()) {
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, ROLE);
        }
        StaffRole held = found.get();
        boolean used = staff.administrators().values().stream()
                .anyMatch(each -> each.particulars().rights().roles().contains(held.id()));
        if (!by.gives(held.content().permissions())) {
            return Decision.refuse(Refusal.FORBIDDEN, "the role may more than you");
        }
        return stale(remove.expected(), held.revision())
                .orElseGet(() -> used
                        ? Decision.refuse(Refusal.NOT_EMPTY, ROLE)
                        : Decision.accept(new StaffEvent.RoleRemoved(held.id())));
    }
}
