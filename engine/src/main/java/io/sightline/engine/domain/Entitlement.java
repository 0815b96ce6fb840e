package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Works out what a user may see, and what it passes down, from what it holds. */
final class Entitlement {

    private Entitlement() {}

    /** The manifest after an event; the earlier one itself when nothing in it has changed. */
    static Manifest manifest(
            Manifest before,
            UserId user,
            UserOrigin origin,
            Standing standing,
            Set<String> permissions,
            Grants grants,
            @Nullable Delegation delegation,
            SignIns signIns,
            long revision) {
        SortedMap<SourceId, Grant> held = new TreeMap<>();
        if (!standing.terminated()) {
            ViewClass own = viewClass(permissions, standing.liveOnly());
            Instant until = origin instanceof UserOrigin.Temporary temporary ? temporary.expiresAt() : null;
            hold(held, before, new Grant(SourceId.of(user), revision, own, Selection.all(), until));
            grants.places().forEach((place, how) -> {
                ViewClass shown = how.status() == GrantStatus.ACTIVE ? own : ViewClass.LOCKED;
                hold(held, before, new Grant(place, revision, shown, Selection.all(), until));
            });
            if (delegation != null) {
                inherited(held, before, delegation, own, revision);
            }
        }
        boolean same = held.equals(before.grants())
                && standing.status() == before.status()
                && signIns.equals(before.signIns())
                && before.rev() > 0;
        return same
                ? before
                : new Manifest(
                        before.epoch(), revision, standing.status(), held, signIns.credentials(), signIns.ended());
    }

    private static void inherited(
            SortedMap<SourceId, Grant> held, Manifest before, Delegation delegation, ViewClass own, long revision) {
        if (delegation.choice() instanceof Selection.Only only && only.keys().isEmpty()) {
            return;
        }
        Selection selection = withOwnFacts(delegation.choice());
        delegation
                .ceiling()
                .shares()
                .forEach((source, share) -> hold(
                        held,
                        before,
                        new Grant(
                                source,
                                revision,
                                share.viewClass().and(own),
                                source.owner().kind() == Kind.USER ? ofMainUser(selection) : selection,
                                share.until())));
    }

    /** The chosen keys and what the main user has decided about them: its names, and which of them it may not watch itself. */
    private static Selection withOwnFacts(Selection choice) {
        if (!(choice instanceof Selection.Only only)) {
            return choice;
        }
        Set<String> keys = new HashSet<>(only.keys());
        only.keys().forEach(key -> keys.add(DeviceKey.own(key)));
        return new Selection.Only(keys);
    }

    /**
     * Sub-users use the licences and the profile of their main user, whatever else it has chosen for them, and read none of its
     * messages.
     */
    private static Selection ofMainUser(Selection selection) {
        if (!(selection instanceof Selection.Only only)) {
            return new Selection.Household();
        }
        Set<String> keys = new HashSet<>(only.keys());
        keys.add(DeviceKey.LICENCES);
        keys.add(DeviceKey.PROFILE);
        return new Selection.Only(keys);
    }

    /** Keeps the number of a grant that is as it was. */
    private static void hold(SortedMap<SourceId, Grant> held, Manifest before, Grant wanted) {
        Grant earlier = before.grants().get(wanted.source());
        boolean same = earlier != null
                && earlier.viewClass() == wanted.viewClass()
                && earlier.selection().equals(wanted.selection())
                && Objects.equals(earlier.until(), wanted.until());
        held.put(wanted.source(), same ? earlier : wanted);
    }

    private static ViewClass viewClass(Set<String> permissions, boolean liveOnly) {
        return ViewClass.of(
                true,
                permissions.contains(Permission.ARCHIVES_SHOW) && !liveOnly,
                permissions.contains(Permission.PTZ_CONTROL));
    }

    /** What a main user passes down after an event; the family itself when that has not changed. */
    static Family family(
            Family family,
            Manifest manifest,
            Set<String> permissions,
            Governance governance,
            @Nullable Delegation delegation,
            long revision) {
        if (delegation != null || family.subUsers().isEmpty()) {
            return family.ceiling() == null ? family : family.under(null, revision);
        }
        SortedMap<SourceId, Ceiling.Share> shares = new TreeMap<>();
        manifest.grants()
                .forEach((source, grant) -> shares.put(source, new Ceiling.Share(grant.viewClass(), grant.until())));
        Ceiling ceiling = new Ceiling(
                manifest.status(), shares, permissions, governance.equals(Governance.initial()) ? null : governance);
        return ceiling.equals(family.ceiling()) ? family : family.under(ceiling, revision);
    }
}
