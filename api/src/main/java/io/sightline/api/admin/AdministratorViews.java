package io.sightline.api.admin;

import java.time.Instant;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.access.AdminSession;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.Purview;
import io.sightline.engine.domain.Rights;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.StaffRole;
import org.jspecify.annotations.Nullable;

/** Administrators, roles and sessions as the API shows them; never a hash. */
final class AdministratorViews {

    private AdministratorViews() {}

    static ObjectNode administrator(Staff staff, Administrator of, Instant now) {
        Administrator.Particulars said = of.particulars();
        Rights rights = said.rights();
        ObjectNode view = Json.object()
                .put("id", of.id().value())
                .put("name", said.name().text())
                .put("login", said.loginText().text())
                .put("status", of.enabled() ? "enabled" : "disabled");
        sorted(view.putArray("roles"), rights.roles());
        sorted(view.putArray("permissions"), rights.permissions());
        sorted(view.putArray("effectivePermissions"), staff.permissions(of));
        Purview purview = rights.purview();
        if (purview != null) {
            view.set("sight", sight(purview));
        }
        if (rights.individual() != null) {
            view.put("individualAccess", rights.individual());
        }
        view.put("effectiveIndividualAccess", staff.isIndividual(of));
        if (said.passwordLifetimeDays() != null) {
            view.put("passwordLifetimeDays", said.passwordLifetimeDays());
        }
        view.put("passwordSetAt", of.passwordSetAt().toString()).put("mustChangePassword", of.needsPassword(now));
        if (of.createdBy() != null) {
            staff.find(of.createdBy()).ifPresent(maker -> view.set("createdBy", name(maker)));
        }
        return view.put("createdAt", of.createdAt().toString());
    }

    static ObjectNode name(Administrator of) {
        return Json.object()
                .put("id", of.id().value())
                .put("name", of.particulars().name().text())
                .put("login", of.particulars().loginText().text());
    }

    private static ObjectNode sight(Purview purview) {
        ObjectNode view = Json.object();
        sorted(view.putArray("addresses"), purview.addresses());
        sorted(view.putArray("cameras"), purview.cameras());
        return view;
    }

    private static void sorted(ArrayNode into, Set<?> values) {
        values.stream().map(Object::toString).sorted().forEach(into::add);
    }

    static ObjectNode role(Staff staff, StaffRole role) {
        ObjectNode view = Json.object()
                .put("id", role.id().value())
                .put("name", role.content().name());
        sorted(view.putArray("permissions"), role.content().permissions());
        long holders = staff.administrators().values().stream()
                .filter(each -> each.particulars().rights().roles().contains(role.id()))
                .count();
        return view.put("individualAccess", role.content().individual())
                .put("holders", holders)
                .put("createdAt", role.createdAt().toString());
    }

    /** @param current the id of the session that asks, or null */
    static ObjectNode session(AdminSession session, Instant end, @Nullable String current) {
        ObjectNode view = Json.object()
                .put("id", session.id())
                .put("createdAt", session.createdAt().toString())
                .put("seenAt", session.seenAt().toString())
                .put("expiresAt", end.toString())
                .put("address", session.address());
        if (session.userAgent() != null) {
            view.put("userAgent", session.userAgent());
        }
        return view.put("current", session.id().equals(current));
    }
}
