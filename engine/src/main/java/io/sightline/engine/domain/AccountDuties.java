package io.sightline.engine.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** What a user owes places, cameras, intercoms, logins and sub-users, and what follows from their answers. */
final class AccountDuties {

    private AccountDuties() {}

    static Map<String, Obligation> of(
            UserId id,
            UserOrigin origin,
            Standing standing,
            Grants grants,
            Departures departures,
            Family family,
            Inventory inventory) {
        Map<String, Obligation> duties = new HashMap<>();
        SourceId own = SourceId.of(id);
        grants.places()
                .forEach((place, how) -> duties.put(
                        "join|" + place, new Obligation(place.owner(), member(id, standing, how.number()), false)));
        departures
                .places()
                .forEach((place, number) -> duties.put(
                        "leave|" + place, new Obligation(place.owner(), new MemberCommand.Leave(id, number), false)));
        grants.cameras()
                .forEach((camera, how) -> duties.put(
                        "list|" + camera,
                        new Obligation(
                                camera.ref(), new CameraCommand.ListIn(own, how.number(), how.archiveDays()), false)));
        if (standing.isIdle() || standing.turned() > 0) {
            CameraCommand word = new CameraCommand.Watch(own, standing.turned(), !standing.isIdle());
            grants.cameras()
                    .keySet()
                    .forEach(camera -> duties.put("watch|" + camera, new Obligation(camera.ref(), word, false)));
        }
        departures
                .cameras()
                .forEach((camera, number) -> duties.put(
                        "unlist|" + camera,
                        new Obligation(camera.ref(), new CameraCommand.Unlist(own, number), false)));
        departures
                .logins()
                .forEach((login, claim) -> duties.put(
                        "login|" + login, new Obligation(login.ref(), new LoginCommand.Release(id, claim), false)));
        Ceiling ceiling = family.ceiling();
        if (ceiling != null) {
            UserCommand inherit = new UserCommand.Inherit(id, family.revision(), ceiling);
            family.subUsers()
                    .keySet()
                    .forEach(sub -> duties.put("heir|" + sub, new Obligation(sub.ref(), inherit, true)));
        }
        departures
                .subUsers()
                .forEach((sub, number) -> duties.put(
                        "heir|" + sub,
                        new Obligation(sub.ref(), new UserCommand.Inherit(id, number, Ceiling.ended()), true)));
        if (standing.terminated()) {
            endAnalytics(id, origin, inventory, duties);
        }
        if (standing.terminated()) {
            endBelongings(id, inventory.source(), duties);
        }
        if (standing.terminated() && standing.needsService()) {
            duties.put("service", new Obligation(Subscription.ref(id), new SubscriptionCommand.Close(), false));
        }
        if (standing.terminated() && origin instanceof UserOrigin.Platform) {
            duties.put("ledger", new Obligation(Ledger.ref(id), new LedgerCommand.Close(), false));
        }
        if (standing.terminated()) {
            inventory.keys().filter(DeviceKey::isIntercom).forEach(key -> {
                IntercomId intercom = DeviceKey.intercom(key);
                duties.put("unlink|" + intercom, new Obligation(intercom.ref(), new IntercomCommand.Unlink(id), false));
            });
        }
        return Map.copyOf(duties);
    }

    /** Membership is told anew when the user becomes idle or ceases to be, under the number of that turn. */
    private static MemberCommand member(UserId id, Standing standing, long taken) {
        long number = Math.max(taken, standing.turned());
        return standing.isIdle() ? new MemberCommand.Idle(id, number) : new MemberCommand.Join(id, number);
    }

    /** A main user takes its licences along, a sub-user only its own cases. */
    private static void endAnalytics(
            UserId id, UserOrigin origin, Inventory inventory, Map<String, Obligation> duties) {
        if (origin instanceof UserOrigin.SubUser sub) {
            EntityRef analytics = Analytics.ref(sub.parent());
            inventory
                    .keys()
                    .filter(DeviceKey::isCase)
                    .forEach(key -> duties.put(
                            key,
                            new Obligation(analytics, new AnalyticsCommand.DeleteCase(DeviceKey.caseOf(key)), false)));
        } else if (inventory.keys().anyMatch(DeviceKey::isAnalytics)) {
            duties.put("analytics", new Obligation(Analytics.ref(id), new AnalyticsCommand.Close(), false));
        }
    }

    /** What the user owns goes; what was shared with the user is given back. */
    private static void endBelongings(UserId id, Source source, Map<String, Obligation> duties) {
        for (String key : source.entries().keySet()) {
            UserId owner = DeviceKey.ownerOf(key).orElse(null);
            if (owner != null) {
                BelongingCommand end =
                        owner.equals(id) ? new BelongingCommand.Abandon() : new BelongingCommand.Unshare(id, id);
                duties.put("end|" + key, new Obligation(DeviceKey.belonging(key), end, false));
            } else if (DeviceKey.isObject(key)) {
                MonitoringObjectId object = DeviceKey.object(key);
                MonitoringObjectCommand end = object.owner().equals(id)
                        ? new MonitoringObjectCommand.Abandon()
                        : new MonitoringObjectCommand.Unshare(id, id);
                duties.put("end|" + key, new Obligation(object.ref(), end, false));
            }
        }
    }

    /**
     * Receivers answer the command and not its sender's duty, so what follows is found by the command's own words.
     *
     * @param duty the receiver, for commands that do not name it
     * @param refusal null when the receiver has accepted
     */
    static List<UserEvent> settle(Account user, Obligation duty, @Nullable Refusal refusal) {
        Command command = duty.command();
        String to = duty.to().id();
        if (command instanceof MemberCommand.Join join) {
            return joined(user, SourceId.ownedBy(duty.to()), join.number(), refusal);
        }
        if (command instanceof MemberCommand.Idle idle) {
            return joined(user, SourceId.ownedBy(duty.to()), idle.number(), refusal);
        }
        if (command instanceof MemberCommand.Leave leave) {
            SourceId place = SourceId.ownedBy(duty.to());
            return Objects.equals(user.departures().places().get(place), leave.number())
                    ? List.of(new UserEvent.PlaceLeft(place))
                    : List.of();
        }
        if (command instanceof CameraCommand.ListIn listIn) {
            CameraId camera = new CameraId(to);
            Grants.Direct held = user.grants().cameras().get(camera);
            boolean lost = isFinal(refusal) && held != null && held.number() == listIn.number();
            return lost ? List.of(new UserEvent.CameraWithdrawn(camera, 0)) : List.of();
        }
        if (command instanceof CameraCommand.Unlist unlist) {
            CameraId camera = new CameraId(to);
            return Objects.equals(user.departures().cameras().get(camera), unlist.number())
                    ? List.of(new UserEvent.CameraReleased(camera))
                    : List.of();
        }
        if (command instanceof LoginCommand.Release release) {
            LoginId login = new LoginId(to);
            return release.claim().equals(user.departures().logins().get(login))
                    ? List.of(new UserEvent.LoginReleased(login))
                    : List.of();
        }
        if (command instanceof UserCommand.Inherit inherit) {
            UserId sub = new UserId(to);
            boolean leaving = Objects.equals(user.departures().subUsers().get(sub), inherit.parentRevision());
            boolean gone = isFinal(refusal)
                    && !user.standing().terminated()
                    && user.family().subUsers().containsKey(sub);
            return leaving || gone ? List.of(new UserEvent.SubUserGone(sub)) : List.of();
        }
        return List.of();
    }

    private static List<UserEvent> joined(Account user, SourceId place, long number, @Nullable Refusal refusal) {
        Grants.Place held = user.grants().places().get(place);
        boolean lost = isFinal(refusal) && held != null && held.number() <= number;
        return lost ? List.of(new UserEvent.PlaceLost(place)) : List.of();
    }

    /** Whether the receiver will never have it, as opposed to not now. */
    private static boolean isFinal(@Nullable Refusal refusal) {
        return refusal == Refusal.UNKNOWN_ENTITY || refusal == Refusal.GONE || refusal == Refusal.FORBIDDEN;
    }
}
