package io.sightline.engine.domain;

import java.util.Objects;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;

/** What becomes of commands about places, cameras and the devices that show themselves to one user. */
final class AccessRules {

    private AccessRules() {}

    static Decision<UserEvent> decide(Account user, UserCommand.OfAccess command) {
        if (command instanceof UserCommand.NameDevice name) {
            return name(user, name);
        }
        if (user.isSubUser()) {
            return refuse(FORBIDDEN, "subUser");
        }
        Grants grants = user.grants();
        if (command instanceof UserCommand.LockUnpaid lock) {
            Grants.Unpaid held = grants.unpaid();
            return held != null && lock.number() <= held.number()
                    ? unchanged()
                    : accept(new UserEvent.UnpaidLocked(lock.cameras(), lock.number()));
        }
        if (command instanceof UserCommand.AttachPlace attach) {
            return attach(grants, attach);
        }
        if (command instanceof UserCommand.DetachPlace detach) {
            if (detach.place().owner().kind() == Kind.MONITORING_OBJECT) {
                return refuse(INVALID, "place");
            }
            return grants.places().containsKey(detach.place())
                    ? accept(new UserEvent.PlaceDetached(detach.place()))
                    : unchanged();
        }
        if (command instanceof UserCommand.GrantCamera grant) {
            return grant(user, grant);
        }
        if (command instanceof UserCommand.RevokeCamera revoke) {
            return grants.cameras().containsKey(revoke.camera())
                    ? accept(new UserEvent.CameraRevoked(revoke.camera()))
                    : unchanged();
        }
        throw new AssertionError(command);
    }

    private static Decision<UserEvent> attach(Grants grants, UserCommand.AttachPlace attach) {
        if (attach.place().owner().kind() != Kind.ADDRESS
                && attach.place().owner().kind() != Kind.FOLDER) {
            return refuse(INVALID, "place");
        }
        Grants.Place held = grants.places().get(attach.place());
        if (held != null && held.status() == attach.status()) {
            return unchanged();
        }
        if (held == null && grants.places().size() >= Limits.PLACES) {
            return refuse(LIMIT_EXCEEDED, "places");
        }
        return accept(new UserEvent.PlaceAttached(attach.place(), attach.status()));
    }

    private static Decision<UserEvent> grant(Account user, UserCommand.GrantCamera grant) {
        if (grant.camera().owner().isPresent()) {
            return refuse(FORBIDDEN, "owner");
        }
        Integer days = grant.archiveDays();
        if (days != null && (days < 0 || days > Limits.ARCHIVE_DAYS)) {
            return refuse(INVALID, "archiveDays");
        }
        Grants.Direct held = user.grants().cameras().get(grant.camera());
        if (held == null && user.grants().cameras().size() >= Limits.CAMERAS_OF_A_USER) {
            return refuse(LIMIT_EXCEEDED, "cameras");
        }
        if (held != null && held.status() == grant.status() && Objects.equals(held.archiveDays(), days)) {
            return unchanged();
        }
        if (grant.status() == GrantStatus.BLOCKED && !hasRoomForOwn(user, DeviceKey.of(grant.camera()))) {
            return refuse(LIMIT_EXCEEDED, "devices");
        }
        return accept(new UserEvent.CameraGranted(grant.camera(), grant.status(), days));
    }

    private static Decision<UserEvent> name(Account user, UserCommand.NameDevice command) {
        Personal name = command.name();
        if (!DeviceKey.isDevice(command.key())) {
            return refuse(INVALID, "key");
        }
        if (name != null && (name.text().isBlank() || name.text().length() > Limits.NAME)) {
            return refuse(INVALID, "name");
        }
        if (Objects.equals(user.nameOf(command.key()).orElse(null), name)) {
            return unchanged();
        }
        if (name != null && !hasRoomForOwn(user, command.key())) {
            return refuse(LIMIT_EXCEEDED, "devices");
        }
        return accept(new UserEvent.DeviceNamed(command.key(), name));
    }

    private static boolean hasRoomForOwn(Account user, String key) {
        return user.inventory().hasRoomFor(DeviceKey.own(key));
    }

    /**
     * A device shows itself to this user: a camera of the operator only while it is granted one by one, an intercom to main users
     * only.
     */
    static Decision<UserEvent> put(Account user, SourceCommand.PutDevice put) {
        if (user.isSubUser() && !DeviceKey.isCase(put.key())) {
            return refuse(FORBIDDEN, "subUser");
        }
        if (isOperatorsCamera(put.key()) && !user.grants().cameras().containsKey(DeviceKey.camera(put.key()))) {
            return refuse(FORBIDDEN, "camera");
        }
        if (!isToldByOthers(put.key())) {
            return refuse(INVALID, "key");
        }
        boolean another = DeviceKey.isObject(put.key())
                && user.inventory().wouldPut(put.key(), put.deviceRevision())
                && !user.grants().places().containsKey(SourceId.of(DeviceKey.object(put.key())));
        return another && user.grants().places().size() >= Limits.PLACES
                ? refuse(LIMIT_EXCEEDED, "places")
                : user.inventory().decide(put, event -> event);
    }

    /** Whether entries of this key are put by somebody else than the user. */
    private static boolean isToldByOthers(String key) {
        return DeviceKey.isDevice(key) || DeviceKey.isOfUser(key) || DeviceKey.isObject(key) || DeviceKey.isNote(key);
    }

    private static boolean isOperatorsCamera(String key) {
        return DeviceKey.isCamera(key) && DeviceKey.ownerOf(key).isEmpty();
    }

    /** A device goes of itself; a camera of the operator that does takes its grant along. */
    static Decision<UserEvent> remove(Account user, SourceCommand.RemoveDevice remove) {
        if (!user.inventory().wouldRemove(remove.key(), remove.deviceRevision())) {
            return unchanged();
        }
        boolean shown = user.source().entries().containsKey(remove.key());
        if (!isOperatorsCamera(remove.key())) {
            return isToldByOthers(remove.key())
                    ? accept(new SourceEvent.DeviceRemoved(remove.key(), remove.deviceRevision()))
                    : refuse(INVALID, "key");
        }
        return shown
                ? accept(new UserEvent.CameraWithdrawn(DeviceKey.camera(remove.key()), remove.deviceRevision()))
                : unchanged();
    }
}
