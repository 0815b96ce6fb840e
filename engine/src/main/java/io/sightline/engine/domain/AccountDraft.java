package io.sightline.engine.domain;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;

/** A user between one event and the next: takes the event in, then works out what follows from it for manifest and family. */
final class AccountDraft {

    private final Account before;
    private final long revision;
    private LoginClaim login;
    private String passwordHash;
    private UserOrigin origin;
    private Profile profile;
    private Standing standing;
    private Set<String> permissions;
    private Grants grants;
    private Departures departures;
    private Family family;
    private @Nullable Delegation delegation;
    private Clients clients;
    private Requests requests;
    private SignIns signIns;
    private Inventory inventory;

    AccountDraft(Account before, long revision) {
        this.before = before;
        this.revision = revision;
        login = before.login();
        passwordHash = before.passwordHash();
        origin = before.origin();
        profile = before.profile();
        standing = before.standing();
        permissions = before.permissions();
        grants = before.grants();
        departures = before.departures();
        family = before.family();
        delegation = before.delegation();
        clients = before.clients();
        requests = before.requests();
        signIns = before.manifest().signIns();
        inventory = before.inventory();
    }

    AccountDraft happened(UserEvent event) {
        if (event instanceof UserEvent.Billed billed) {
            billed.brought().forEach(this::happened);
            requests = requests.with(billed.receipt(), billed.brought());
        } else if (event instanceof SourceEvent ofSource) {
            toSource(ofSource);
        } else if (event instanceof UserEvent.OfAccount ofAccount) {
            toAccount(ofAccount);
        } else if (event instanceof UserEvent.OfStanding ofStanding) {
            toStanding(ofStanding);
        } else if (event instanceof UserEvent.OfAccess ofAccess) {
            toAccess(ofAccess);
        } else if (event instanceof UserEvent.OfFamily ofFamily) {
            toFamily(ofFamily);
        } else if (event instanceof UserEvent.OfClients ofClients) {
            toClients(ofClients);
        } else {
            throw new AssertionError(event);
        }
        return this;
    }

    private void toSource(SourceEvent event) {
        if (event instanceof SourceEvent.DevicePut put) {
            inventory = inventory.put(put.key(), put.deviceRevision(), put.facts(), revision);
            if (DeviceKey.isObject(put.key())) {
                hold(SourceId.of(DeviceKey.object(put.key())));
            }
        } else if (event instanceof SourceEvent.DeviceRemoved removed) {
            inventory = inventory.remove(removed.key(), removed.deviceRevision(), revision);
            if (DeviceKey.isObject(removed.key())) {
                release(SourceId.of(DeviceKey.object(removed.key())));
            }
        } else {
            throw new AssertionError(event);
        }
    }

    /** Whoever has a monitoring object's card holds the object. */
    private void hold(SourceId object) {
        if (!grants.places().containsKey(object)) {
            grants = grants.with(object, new Grants.Place(GrantStatus.ACTIVE, revision));
            departures = departures.places(departures.places().minus(object));
        }
    }

    private void release(SourceId object) {
        if (grants.places().containsKey(object)) {
            grants = grants.without(object);
            departures = departures.places(departures.places().plus(object, revision));
        }
    }

    private void toAccount(UserEvent.OfAccount event) {
        if (event instanceof UserEvent.ProfileChanged changed) {
            profile = changed.profile();
        } else if (event instanceof UserEvent.LoginChanged changed) {
            departures = departures.logins(departures
                    .logins()
                    .plus(login.id(), login.claim())
                    .minus(changed.login().id()));
            login = changed.login();
            toMail(MailProof::ofAnotherAddress);
        } else if (event instanceof UserEvent.LoginReleased released) {
            departures = departures.logins(departures.logins().minus(released.login()));
        } else if (event instanceof UserEvent.PasswordChanged changed) {
            passwordHash = changed.passwordHash();
            signIns = signIns.allVoid();
        } else if (event instanceof UserEvent.PermissionsSet set) {
            permissions = set.permissions();
        } else if (event instanceof UserEvent.RegistrationChanged changed) {
            if (origin instanceof UserOrigin.Platform platform) {
                origin = platform.with(changed.registration());
            }
        } else if (event instanceof UserEvent.MailLinkOffered offered) {
            toMail(mail -> mail.offered(offered.goodUntil(), offered.at()));
        } else if (event instanceof UserEvent.MailVerified) {
            toMail(MailProof::proved);
        } else {
            throw new AssertionError(event);
        }
    }

    private void toMail(UnaryOperator<MailProof> change) {
        if (origin instanceof UserOrigin.Platform platform) {
            origin = platform.with(change.apply(platform.mail()));
        }
    }

    private void toStanding(UserEvent.OfStanding event) {
        if (event instanceof UserEvent.Suspended suspended) {
            standing = standing.with(suspended.cause());
        } else if (event instanceof UserEvent.Resumed resumed) {
            standing = standing.without(resumed.cause());
        } else if (event instanceof UserEvent.Prolonged prolonged) {
            int priority = origin instanceof UserOrigin.Temporary temporary ? temporary.ptzPriority() : 1;
            origin = new UserOrigin.Temporary(prolonged.expiresAt(), priority);
        } else if (event instanceof UserEvent.PtzPrioritySet set) {
            if (origin instanceof UserOrigin.Temporary temporary) {
                origin = new UserOrigin.Temporary(temporary.expiresAt(), set.priority());
            }
        } else if (event instanceof UserEvent.LiveOnlySet set) {
            standing = standing.liveOnly(set.liveOnly());
        } else if (event instanceof UserEvent.Served served) {
            standing = standing.served(served.service(), served.number());
        } else if (event instanceof UserEvent.Governed governed) {
            govern(governed.governance(), governed.number());
        } else if (event instanceof UserEvent.Erased) {
            erase();
        } else if (event instanceof UserEvent.Terminated) {
            terminate();
        } else {
            throw new AssertionError(event);
        }
    }

    /** Each time the customer is disabled, what was signed in before is void. */
    private void govern(Governance next, long number) {
        if (next.lockouts() > standing.governance().lockouts()) {
            signIns = signIns.allVoid();
        }
        standing = standing.governed(next, number);
    }

    private void terminate() {
        if (standing.terminated()) {
            return;
        }
        standing = standing.ended();
        signIns = signIns.allVoid();
        PMap<SourceId, Long> places = departures.places();
        for (SourceId place : grants.places().keySet()) {
            places = places.plus(place, revision);
        }
        PMap<CameraId, Long> cameras = departures.cameras();
        for (CameraId camera : grants.cameras().keySet()) {
            cameras = cameras.plus(camera, revision);
        }
        departures = departures.places(places).cameras(cameras);
        grants = Grants.none();
    }

    private void erase() {
        terminate();
        departures = departures.logins(departures.logins().plus(login.id(), login.claim()));
        login = new LoginClaim(login.id(), login.claim(), Personal.redacted());
        passwordHash = "";
        profile = Profile.of(profile.userType());
        clients = Clients.none();
        for (Source.Entry entry : List.copyOf(inventory.source().entries().values())) {
            if (entry.facts() instanceof DeviceFacts.OwnFacts) {
                inventory = inventory.own(entry.key(), null, revision);
            }
        }
    }

    private void toAccess(UserEvent.OfAccess event) {
        if (event instanceof UserEvent.PlaceAttached attached) {
            Grants.Place held = grants.places().get(attached.place());
            long number = held == null ? revision : held.number();
            grants = grants.with(attached.place(), new Grants.Place(attached.status(), number));
            departures = departures.places(departures.places().minus(attached.place()));
        } else if (event instanceof UserEvent.PlaceDetached detached) {
            grants = grants.without(detached.place());
            departures = departures.places(departures.places().plus(detached.place(), revision));
        } else if (event instanceof UserEvent.PlaceLost lost) {
            grants = grants.without(lost.place());
        } else if (event instanceof UserEvent.PlaceLeft left) {
            departures = departures.places(departures.places().minus(left.place()));
        } else if (event instanceof UserEvent.CameraGranted granted) {
            grant(granted);
        } else if (event instanceof UserEvent.UnpaidLocked locked) {
            lock(locked);
        } else if (event instanceof UserEvent.CameraRevoked revoked) {
            takeAway(revoked.camera(), 0);
            departures = departures.cameras(departures.cameras().plus(revoked.camera(), revision));
        } else if (event instanceof UserEvent.CameraWithdrawn withdrawn) {
            takeAway(withdrawn.camera(), withdrawn.deviceRevision());
        } else if (event instanceof UserEvent.CameraReleased released) {
            departures = departures.cameras(departures.cameras().minus(released.camera()));
        } else if (event instanceof UserEvent.DeviceNamed named) {
            own(named.key(), named.name(), isBlocked(named.key()));
        } else {
            throw new AssertionError(event);
        }
    }

    private void grant(UserEvent.CameraGranted granted) {
        Grants.Direct held = grants.cameras().get(granted.camera());
        long number =
                held != null && Objects.equals(held.archiveDays(), granted.archiveDays()) ? held.number() : revision;
        grants = grants.with(granted.camera(), new Grants.Direct(granted.status(), granted.archiveDays(), number));
        departures = departures.cameras(departures.cameras().minus(granted.camera()));
        String key = DeviceKey.of(granted.camera());
        own(key, ownName(key), grants.isLocked(granted.camera()));
    }

    private void lock(UserEvent.UnpaidLocked told) {
        Set<CameraId> concerned = new HashSet<>(told.cameras());
        Grants.Unpaid before = grants.unpaid();
        if (before != null) {
            concerned.addAll(before.cameras());
        }
        grants = grants.with(new Grants.Unpaid(HashTreePSet.from(told.cameras()), told.number()));
        concerned.stream().sorted(Comparator.comparing(CameraId::value)).forEach(camera -> {
            String key = DeviceKey.of(camera);
            own(key, ownName(key), grants.isLocked(camera));
        });
    }

    private void takeAway(CameraId camera, long deviceRevision) {
        grants = grants.without(camera);
        String key = DeviceKey.of(camera);
        Source.Entry held = inventory.source().entries().get(key);
        if (held != null) {
            inventory = inventory.remove(key, Math.max(held.deviceRevision(), deviceRevision), revision);
        }
        own(key, ownName(key), grants.isLocked(camera));
    }

    private boolean isBlocked(String key) {
        DeviceFacts.OwnFacts own = ownFacts(key);
        return own != null && own.blocked();
    }

    private @Nullable Personal ownName(String key) {
        DeviceFacts.OwnFacts own = ownFacts(key);
        return own == null ? null : own.name();
    }

    private DeviceFacts.@Nullable OwnFacts ownFacts(String key) {
        Source.Entry held = inventory.source().entries().get(DeviceKey.own(key));
        return held != null && held.facts() instanceof DeviceFacts.OwnFacts own ? own : null;
    }

    private void own(String key, @Nullable Personal name, boolean blocked) {
        DeviceFacts.OwnFacts facts = name == null && !blocked ? null : new DeviceFacts.OwnFacts(name, blocked);
        if (!Objects.equals(facts, ownFacts(key))) {
            inventory = inventory.own(DeviceKey.own(key), facts, revision);
        }
    }

    private void toFamily(UserEvent.OfFamily event) {
        if (event instanceof UserEvent.SubUserAdded added) {
            family = family.with(added.subUser(), revision);
        } else if (event instanceof UserEvent.SubUserRemoved removed) {
            family = family.without(removed.subUser());
            departures = departures.subUsers(departures.subUsers().plus(removed.subUser(), revision));
        } else if (event instanceof UserEvent.SubUserGone gone) {
            family = family.without(gone.subUser());
            departures = departures.subUsers(departures.subUsers().minus(gone.subUser()));
        } else if (event instanceof UserEvent.EverythingChosen) {
            delegation = delegated().choosing(Selection.all());
        } else if (event instanceof UserEvent.DevicesChosen chosen) {
            delegation = delegated().choosing(delegated().choice(chosen.added(), chosen.dropped()));
        } else if (event instanceof UserEvent.Inherited inherited) {
            inherit(inherited);
        } else {
            throw new AssertionError(event);
        }
    }

    private Delegation delegated() {
        return delegation == null ? Delegation.fresh() : delegation;
    }

    private void inherit(UserEvent.Inherited inherited) {
        delegation = delegated().under(inherited.ceiling(), inherited.parentRevision());
        Governance passedDown = inherited.ceiling().governance();
        govern(passedDown == null ? Governance.initial() : passedDown, 0);
        Manifest.Status parent = inherited.ceiling().status();
        if (parent == Manifest.Status.ENDED) {
            terminate();
        }
        standing = parent == Manifest.Status.PAUSED
                ? standing.with(SuspensionCause.PARENT_SUSPENDED)
                : standing.without(SuspensionCause.PARENT_SUSPENDED);
    }

    private void toClients(UserEvent.OfClients event) {
        if (event instanceof UserEvent.SignedIn signedIn) {
            clients = clients.with(signedIn.installation(), signedIn.environment(), signedIn.at());
        } else if (event instanceof UserEvent.InstallationEnded ended) {
            clients = clients.without(ended.installation());
            signIns = signIns.without(ended.installation());
        } else if (event instanceof UserEvent.SynchronizationAsked asked) {
            clients = clients.owing(asked.operation());
        } else if (event instanceof UserEvent.InstallationVerified verified) {
            clients = clients.verified(verified.installation());
        } else {
            throw new AssertionError(event);
        }
    }

    /**
     * Shows the user what it may do, from the first time that this has changed: until then it is what the user was created
     * with, or what its main user passed down at first.
     */
    private void tellPermissions(Set<String> inForce) {
        Set<String> now = inForce;
        boolean begins = false;
        if (delegation != null) {
            now = new HashSet<>(inForce);
            now.retainAll(delegation.ceiling().permissions());
            begins = before.delegation() == null || before.delegation().parentRevision() == 0;
        }
        Source.Entry told = inventory.source().entries().get(DeviceKey.PERMISSIONS);
        DeviceFacts facts = new DeviceFacts.PermissionFacts(now);
        boolean news = told == null
                ? !begins && !now.equals(before.effectivePermissions())
                : !told.facts().equals(facts);
        if (news) {
            inventory = inventory.own(DeviceKey.PERMISSIONS, facts, revision);
        }
    }

    /** The account after the event, with everything that is derived from it brought up to date. */
    Account seal() {
        standing = standing.since(before.standing(), revision);
        Set<Area> closed = standing.governance().closed();
        Set<String> inForce = Area.inForce(permissions, closed);
        if (Area.hidesAnything(closed) || !inventory.hidden().isEmpty()) {
            inventory = inventory.showing(key -> !Area.hides(key, closed), revision);
        }
        tellPermissions(inForce);
        Manifest manifest = Entitlement.manifest(
                before.manifest(), before.id(), origin, standing, inForce, grants, delegation, signIns, revision);
        Family heirs = Entitlement.family(family, manifest, inForce, standing.governance(), delegation, revision);
        boolean same = grants.equals(before.grants())
                && departures.equals(before.departures())
                && heirs.equals(before.family())
                && standing.turned() == before.standing().turned()
                && !standing.terminated();
        return new Account(
                before.id(),
                before.epoch(),
                before.createdAt(),
                login,
                passwordHash,
                origin,
                profile,
                standing,
                permissions,
                grants,
                departures,
                heirs,
                delegation,
                clients,
                requests,
                manifest,
                inventory,
                same ? before.owed() : null);
    }
}
