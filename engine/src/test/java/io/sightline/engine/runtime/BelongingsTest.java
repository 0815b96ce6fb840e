package io.sightline.engine.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Belonging;
import io.sightline.engine.domain.BelongingCommand;
import io.sightline.engine.domain.CameraCard;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Chance;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Decision;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Holding;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.KeptTracker;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.MonitoringObjectCommand;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.ObjectCard;
import io.sightline.engine.domain.ObjectRights;
import io.sightline.engine.domain.Obligation;
import io.sightline.engine.domain.OwnCamera;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.TrackerCard;
import io.sightline.engine.domain.TrackerCommand;
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users create, share, take back, assign and delete trackers, cameras and monitoring objects, and end, by chance; what entities tell
 * each other comes in any order and more than once. When everything has been said, everybody holds exactly what is theirs.
 */
class BelongingsTest {

    private static final int SEEDS = 150;
    private static final int STEPS = 250;
    private static final List<UserId> USERS =
            List.of(new UserId("u0"), new UserId("u1"), new UserId("u2"), new UserId("sub"));

    @Test
    void everybodyHoldsExactlyWhatIsTheirsWhateverComesTwiceOrLate() {
        int shared = 0;
        int assigned = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            world.live();
            world.check();
            shared += world.shares;
            assigned += world.assignments;
        }
        assertThat(shared).as("or nothing was tried").isGreaterThan(SEEDS / 2);
        assertThat(assigned).as("or nothing was tried").isGreaterThan(SEEDS / 2);
    }

    /** @param facts what whoever may do so much with it is shown */
    private record Thing(
            String key, Belonging belonging, Set<MonitoringObjectId> objects, Function<Holding, DeviceFacts> facts) {}

    private record Parcel(EntityRef from, String key, Obligation obligation) {}

    private static final class World {

        private final String seed;
        private final Chance chance;
        private final Map<EntityRef, Cell<?, ?, ?>> cells = new LinkedHashMap<>();
        private final List<Parcel> underWay = new ArrayList<>();
        private final List<Parcel> late = new ArrayList<>();
        private long ledgers;
        private int shares;
        private int assignments;

        World(long seed) {
            this.seed = "seed " + seed;
            chance = new Chance(seed);
            for (UserId user : USERS) {
                UserOrigin origin =
                        user.value().equals("sub") ? new UserOrigin.SubUser(USERS.get(0)) : new UserOrigin.Billing();
                tell(
                        user.ref(),
                        new UserCommand.Create(
                                Epoch.of(7),
                                new LoginClaim(new LoginId(user.value()), "claim", Personal.of(user.value())),
                                origin,
                                Profile.of("b2c"),
                                "$argon2id$x",
                                Set.of(),
                                false));
            }
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                if (chance.below(3) == 0) {
                    act();
                } else {
                    deliverAny();
                }
            }
            while (!underWay.isEmpty() || unanswered()) {
                deliverAny();
            }
            // What was delivered long ago comes once more, when all is said and done.
            for (Parcel parcel : List.copyOf(late)) {
                deliver(parcel);
            }
            while (!underWay.isEmpty() || unanswered()) {
                deliverAny();
            }
        }

        private void act() {
            UserId by = chance.of(USERS);
            UserId other = chance.of(USERS);
            UserId owner = chance.of(USERS);
            boolean camera = chance.below(2) == 0;
            EntityRef thing = camera
                    ? CameraId.of(owner, "c" + chance.below(2)).ref()
                    : TrackerId.of(owner, "t" + chance.below(2)).ref();
            MonitoringObjectId object = MonitoringObjectId.of(owner, "o" + chance.below(2));
            switch (chance.below(16)) {
                case 0, 1 -> tell(thing, camera ? new CameraCommand.Add(camera()) : new TrackerCommand.Create(card()));
                case 2 ->
                    tell(
                            thing,
                            camera
                                    ? new CameraCommand.ChangeCard(by, null, camera())
                                    : new TrackerCommand.Change(by, null, card()));
                case 3, 4 -> tell(thing, new BelongingCommand.Share(owner, other, chance.below(2) == 0));
                case 5 -> tell(thing, new BelongingCommand.Unshare(by, other));
                case 6, 7 -> {
                    // Nobody can assign anything to an object before it is there.
                    if (!(cell(object.ref()).state instanceof MonitoringObject.Absent)) {
                        tell(thing, new BelongingCommand.Assign(owner, object));
                    }
                }
                case 8 -> tell(thing, new BelongingCommand.Unassign(owner, object));
                case 15 -> tell(thing, new BelongingCommand.SetExpired(chance.below(2) == 0, ++ledgers));
                case 9, 14 ->
                    tell(object.ref(), new MonitoringObjectCommand.Create(Epoch.of(chance.below(9)), objectCard()));
                case 10 ->
                    tell(
                            object.ref(),
                            new MonitoringObjectCommand.Share(owner, other, chance.make(ObjectRights.class)));
                case 11 -> tell(object.ref(), new MonitoringObjectCommand.Unshare(owner, other));
                case 12 -> {
                    if (chance.below(2) == 0) {
                        tell(thing, new BelongingCommand.Delete(owner));
                    } else {
                        tell(object.ref(), new MonitoringObjectCommand.Delete(owner));
                    }
                }
                default -> {
                    if (chance.below(8) == 0) {
                        tell(by.ref(), new UserCommand.Terminate());
                    }
                }
            }
        }

        private TrackerCard card() {
            Personal imei = Personal.of("490154203237518");
            return new TrackerCard(Personal.of("Van " + chance.below(3)), "m", imei, null, null, 0, 0, null, "#000000");
        }

        private CameraCard camera() {
            return new CameraCard(
                    Personal.of("Yard " + chance.below(3)), null, Personal.of("10.0.0.1"), null, null, null);
        }

        private ObjectCard objectCard() {
            return new ObjectCard(Personal.of("Fleet " + chance.below(3)), null, null);
        }

        private void deliverAny() {
            if (underWay.isEmpty()) {
                for (Cell<?, ?, ?> cell : List.copyOf(cells.values())) {
                    cell.sendAgain();
                }
            }
            if (!late.isEmpty() && chance.below(4) == 0) {
                deliver(late.remove(chance.below(late.size())));
            } else if (!underWay.isEmpty()) {
                Parcel parcel = underWay.remove(chance.below(underWay.size()));
                if (chance.below(3) == 0) {
                    late.add(parcel);
                }
                deliver(parcel);
            }
        }

        private void deliver(Parcel parcel) {
            Refusal refusal = tell(parcel.obligation.to(), parcel.obligation.command());
            cell(parcel.from).answered(parcel, refusal);
        }

        private boolean unanswered() {
            return cells.values().stream().anyMatch(Cell::isOwing);
        }

        private @Nullable Refusal tell(EntityRef to, Command command) {
            return cell(to).decide(command);
        }

        private Cell<?, ?, ?> cell(EntityRef ref) {
            return cells.computeIfAbsent(ref, self -> cell(self, EntityKinds.of(self.kind())));
        }

        private <C extends Command, E extends Event, S extends Entity<C, E, S>> Cell<C, E, S> cell(
                EntityRef self, EntityKind<C, E, S> kind) {
            return new Cell<>(self, kind, underWay);
        }

        /** Every tracker and every camera of a user there is. */
        private List<Thing> things() {
            List<Thing> all = new ArrayList<>();
            cells.values().forEach(cell -> {
                if (cell.state instanceof KeptTracker tracker) {
                    all.add(new Thing(
                            DeviceKey.of(tracker.id()),
                            tracker.belonging(),
                            tracker.objects(),
                            holding -> new DeviceFacts.TrackerFacts(
                                    tracker.card(),
                                    tracker.owner(),
                                    holding,
                                    tracker.belonging().expired())));
                } else if (cell.state instanceof InstalledCamera camera) {
                    OwnCamera own = Objects.requireNonNull(camera.own());
                    all.add(new Thing(
                            DeviceKey.of(camera.id()),
                            own.belonging(),
                            camera.objects(),
                            holding -> new DeviceFacts.OwnCameraFacts(
                                    own.card().name(),
                                    null,
                                    own.belonging().owner(),
                                    holding,
                                    own.belonging().expired(),
                                    new DeviceFacts.CameraFacts("", List.of(), true, null, null))));
                }
            });
            return all;
        }

        private List<KeptObject> objects() {
            List<KeptObject> all = new ArrayList<>();
            cells.values().forEach(cell -> {
                if (cell.state instanceof MonitoringObject object) {
                    object.kept().ifPresent(all::add);
                }
            });
            return all;
        }

        void check() {
            for (UserId user : USERS) {
                check((Account) cell(user.ref()).state);
            }
            for (KeptObject object : objects()) {
                assertThat(object.source().entries().keySet())
                        .as("%s in %s", seed, object.id())
                        .isEqualTo(keys(things().stream()
                                .filter(thing -> thing.objects.contains(object.id()))
                                .map(Thing::key)
                                .toList()));
                Set<UserId> members = new HashSet<>(object.shares().keySet());
                members.add(object.owner());
                assertThat(object.members().present().keySet())
                        .as("%s members of %s", seed, object.id())
                        .isEqualTo(members);
                shares += object.shares().size();
                assignments += object.source().entries().size();
            }
            for (Thing thing : things()) {
                shares += thing.belonging.shares().size();
                for (MonitoringObjectId object : thing.objects) {
                    assertThat(objects()).as(seed).anySatisfy(each -> assertThat(each.id())
                            .isEqualTo(object));
                }
            }
        }

        private void check(Account user) {
            Map<String, Object> wanted = new HashMap<>();
            Set<SourceId> held = new TreeSet<>();
            for (Thing thing : things()) {
                Holding holding = thing.belonging.holdingOf(user.id());
                if (holding != null) {
                    wanted.put(thing.key, thing.facts.apply(holding));
                }
            }
            for (KeptObject object : objects()) {
                ObjectRights rights = object.rightsOf(user.id());
                if (rights != null) {
                    wanted.put(
                            DeviceKey.of(object.id()),
                            new DeviceFacts.ObjectFacts(object.card(), object.owner(), rights));
                    held.add(SourceId.of(object.id()));
                }
            }
            Map<String, Object> has = new HashMap<>();
            user.source().entries().forEach((key, entry) -> has.put(key, entry.facts()));
            assertThat(has).as("%s of %s", seed, user.id()).isEqualTo(wanted);
            assertThat(user.grants().places().keySet())
                    .as("%s of %s", seed, user.id())
                    .isEqualTo(held);
            if (user.standing().terminated() || user.isSubUser()) {
                assertThat(wanted).as("%s of %s", seed, user.id()).isEmpty();
            }
        }

        private static Set<String> keys(List<String> all) {
            return new HashSet<>(all);
        }
    }

    /** One entity, and what it owes and has had no answer to. */
    private static final class Cell<C extends Command, E extends Event, S extends Entity<C, E, S>> {

        private final EntityRef self;
        private final EntityKind<C, E, S> kind;
        private final List<Parcel> underWay;
        private S state;
        private long revision;
        private final Map<String, Obligation> open = new LinkedHashMap<>();
        private Map<String, Obligation> owed = Map.of();

        Cell(EntityRef self, EntityKind<C, E, S> kind, List<Parcel> underWay) {
            this.self = self;
            this.kind = kind;
            this.underWay = underWay;
            state = kind.absent().apply(self.id());
        }

        @Nullable
        Refusal decide(Command command) {
            Decision<E> decision = state.decide(kind.commands().cast(command), NOON);
            if (decision instanceof Decision.Refused<E> refused) {
                return refused.refusal();
            }
            happen(((Decision.Accepted<E>) decision).events());
            return null;
        }

        void answered(Parcel parcel, @Nullable Refusal refusal) {
            if (parcel.obligation.equals(open.get(parcel.key))) {
                open.remove(parcel.key);
                if (parcel.obligation.equals(owed.get(parcel.key))) {
                    happen(state.settle(parcel.key, parcel.obligation, refusal, NOON));
                }
            }
        }

        boolean isOwing() {
            return !open.isEmpty();
        }

        void sendAgain() {
            open.forEach((key, obligation) -> underWay.add(new Parcel(self, key, obligation)));
        }

        private void happen(List<E> events) {
            for (E event : events) {
                state = state.apply(event, ++revision);
            }
            Map<String, Obligation> before = owed;
            owed = new HashMap<>(state.obligations());
            open.keySet().retainAll(owed.keySet());
            new java.util.TreeMap<>(owed).forEach((key, obligation) -> {
                if (!obligation.equals(before.get(key))) {
                    open.put(key, obligation);
                    underWay.add(new Parcel(self, key, obligation));
                }
            });
        }
    }
}
