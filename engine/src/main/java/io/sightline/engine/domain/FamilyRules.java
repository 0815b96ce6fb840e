package io.sightline.engine.domain;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;

/** What becomes of commands between a main user and its sub-users. */
final class FamilyRules {

    private FamilyRules() {}

    static Decision<UserEvent> decide(Account user, UserCommand.OfFamily command) {
        if (command instanceof UserCommand.AddSubUser add) {
            return add(user, add);
        }
        if (command instanceof UserCommand.RemoveSubUser remove) {
            return user.family().subUsers().containsKey(remove.subUser())
                    ? accept(new UserEvent.SubUserRemoved(remove.subUser()))
                    : unchanged();
        }
        Delegation delegation = user.delegation();
        if (delegation == null) {
            return refuse(CONFLICT, "origin");
        }
        if (command instanceof UserCommand.ChooseEverything) {
            return delegation.choice() instanceof Selection.All
                    ? unchanged()
                    : accept(new UserEvent.EverythingChosen());
        }
        if (command instanceof UserCommand.ChooseDevices choose) {
            return choose(delegation, choose);
        }
        if (command instanceof UserCommand.Inherit inherit) {
            boolean parents = user.origin() instanceof UserOrigin.SubUser sub
                    && sub.parent().equals(inherit.parent());
            if (!parents) {
                return refuse(FORBIDDEN, "parent");
            }
            return inherit.parentRevision() <= delegation.parentRevision()
                    ? unchanged()
                    : accept(new UserEvent.Inherited(inherit.parentRevision(), inherit.ceiling()));
        }
        throw new AssertionError(command);
    }

    private static Decision<UserEvent> add(Account user, UserCommand.AddSubUser add) {
        if (user.family().subUsers().containsKey(add.subUser())) {
            return unchanged();
        }
        boolean may = (user.origin() instanceof UserOrigin.Billing || user.origin() instanceof UserOrigin.Portal)
                && user.effectivePermissions().contains(Permission.SUBUSERS_MANAGE)
                && !add.subUser().equals(user.id());
        if (!may) {
            return refuse(FORBIDDEN, Permission.SUBUSERS_MANAGE);
        }
        return user.family().subUsers().size() < Limits.SUB_USERS
                ? accept(new UserEvent.SubUserAdded(add.subUser()))
                : refuse(LIMIT_EXCEEDED, "subUsers");
    }

    private static Decision<UserEvent> choose(Delegation delegation, UserCommand.ChooseDevices choose) {
        if (choose.added().size() + choose.dropped().size() > Limits.KEYS_A_CHOICE) {
            return refuse(LIMIT_EXCEEDED, "devices");
        }
        if (!choose.added().stream().allMatch(DeviceKey::isDevice)) {
            return refuse(INVALID, "devices");
        }
        Selection next = delegation.choice(choose.added(), choose.dropped());
        if (next.equals(delegation.choice())) {
            return unchanged();
        }
        return next instanceof Selection.Only only && only.keys().size() > Limits.KEYS_CHOSEN
                ? refuse(LIMIT_EXCEEDED, "devices")
                : accept(new UserEvent.DevicesChosen(choose.added(), choose.dropped()));
    }
}
