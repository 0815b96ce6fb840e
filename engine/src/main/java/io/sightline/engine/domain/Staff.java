package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Every administrator and every role. It is one entity, so that a login is one administrator's, nobody gives what they do not
 * have at that moment, and of two who remove each other at once one stays.
 *
 * @param founded whether there ever was an administrator
 * @param departed administrators who are gone, each with whoever has their subordinates and their work now
 */
public record Staff(
        PMap<AdministratorId, Administrator> administrators,
        PMap<RoleId, StaffRole> roles,
        boolean founded,
        PMap<AdministratorId, AdministratorId> departed)
        implements Entity<StaffCommand, StaffEvent, Staff> {

    /** The one staff. */
    public static final EntityRef REF = new EntityRef(Kind.STAFF, "staff");

    public static Staff empty() {
        return new Staff(HashTreePMap.empty(), HashTreePMap.empty(), false, HashTreePMap.empty());
    }

    public Optional<Administrator> find(AdministratorId id) {
        return Optional.ofNullable(administrators.get(id));
    }

    public Optional<Administrator> find(LoginId login) {
        return administrators.values().stream()
                .filter(each -> each.particulars().login().equals(login))
                .findAny();
    }

    public Optional<StaffRole> role(RoleId id) {
        return Optional.ofNullable(roles.get(id));
    }

    /** What an administrator may do: of the roles, and beside them. */
    public Set<String> permissions(Administrator of) {
        Set<String> all = new HashSet<>(of.particulars().rights().permissions());
        of.particulars().rights().roles().forEach(role -> role(role)
                .ifPresent(held -> all.addAll(held.content().permissions())));
        return all;
    }

    /** Whether an administrator sees only what they and their subordinates made. */
    public boolean isIndividual(Administrator of) {
        Boolean own = of.particulars().rights().individual();
        return own == null
                ? of.particulars().rights().roles().stream().anyMatch(role -> role(role)
                        .filter(held -> held.content().individual())
                        .isPresent())
                : own;
    }

    /** An administrator and whoever is below them, those who are gone included: whose work they see with individual access. */
    public Set<AdministratorId> circle(AdministratorId of) {
        Set<AdministratorId> circle = new HashSet<>();
        circle.add(of);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Administrator each : administrators.values()) {
                if (each.superior() != null && circle.contains(each.superior())) {
                    grown |= circle.add(each.id());
                }
            }
            for (var gone : departed.entrySet()) {
                if (circle.contains(gone.getValue())) {
                    grown |= circle.add(gone.getKey());
                }
            }
        }
        return circle;
    }

    /** Whether somebody can do everything; from then on there always is one. */
    boolean hasFull() {
        return administrators.values().stream().anyMatch(this::isFull);
    }

    public boolean isFull(Administrator each) {
        return each.enabled()
                && permissions(each).contains(Rights.EVERY)
                && each.particulars().rights().purview() == null
                && !isIndividual(each);
    }

    @Override
    public Decision<StaffEvent> decide(StaffCommand command, Instant now) {
        return new StaffRules(this, now).decide(command);
    }

    @Override
    public Staff apply(StaffEvent event, long revision) {
        if (event instanceof StaffEvent.Hired hired) {
            return with(new Administrator(
                    hired.id(),
                    hired.particulars(),
                    hired.passwordHash(),
                    hired.at(),
                    hired.mustChange(),
                    true,
                    hired.by(),
                    hired.by(),
                    hired.at(),
                    1,
                    revision));
        }
        if (event instanceof StaffEvent.Changed changed) {
            return with(held(changed.id()).saying(changed.particulars(), revision));
        }
        if (event instanceof StaffEvent.PasswordSet set) {
            return with(held(set.id()).withPassword(set.passwordHash(), set.mustChange(), set.at(), revision));
        }
        if (event instanceof StaffEvent.Disabled disabled) {
            return with(held(disabled.id()).enabled(false, revision));
        }
        if (event instanceof StaffEvent.Enabled enabled) {
            return with(held(enabled.id()).enabled(true, revision));
        }
        if (event instanceof StaffEvent.Removed removed) {
            return without(held(removed.id()));
        }
        if (event instanceof StaffEvent.PasswordsReset reset) {
            Staff next = this;
            for (AdministratorId id : reset.ids()) {
                Administrator each = held(id);
                next = next.with(each.withPassword(each.passwordHash(), true, each.passwordSetAt(), revision));
            }
            return next;
        }
        return ofRoles(event, revision);
    }

    private Staff ofRoles(StaffEvent event, long revision) {
        if (event instanceof StaffEvent.RoleCreated created) {
            return with(new StaffRole(created.id(), created.content(), created.at(), revision));
        }
        if (event instanceof StaffEvent.RoleChanged changed) {
            StaffRole held = role(changed.id()).orElseThrow();
            return with(new StaffRole(held.id(), changed.content(), held.createdAt(), revision));
        }
        if (event instanceof StaffEvent.RoleRemoved removed) {
            return new Staff(administrators, roles.minus(removed.id()), founded, departed);
        }
        throw new AssertionError(event);
    }

    private Administrator held(AdministratorId id) {
        return find(id).orElseThrow();
    }

    private Staff with(Administrator administrator) {
        return new Staff(administrators.plus(administrator.id(), administrator), roles, true, departed);
    }

    private Staff with(StaffRole role) {
        return new Staff(administrators, roles.plus(role.id(), role), founded, departed);
    }

    private Staff without(Administrator gone) {
        PMap<AdministratorId, Administrator> left = administrators.minus(gone.id());
        for (Administrator each : left.values()) {
            left = left.plus(each.id(), each.without(gone));
        }
        @Nullable AdministratorId heir = gone.superior();
        PMap<AdministratorId, AdministratorId> others = departed;
        for (var each : departed.entrySet()) {
            if (each.getValue().equals(gone.id())) {
                others = heir == null ? others.minus(each.getKey()) : others.plus(each.getKey(), heir);
            }
        }
        return new Staff(left, roles, founded, heir == null ? others : others.plus(gone.id(), heir));
    }
}
