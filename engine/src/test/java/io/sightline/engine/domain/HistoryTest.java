package io.sightline.engine.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds of every history an entity can have, tried along random ones; a failure names the seed that repeats it. */
class HistoryTest {

    private static final int SEEDS = 100;
    private static final int STEPS = 120;

    static List<Arguments> kinds() {
        return List.of(
                walk("user", UserCommand.class, () -> User.absent(new UserId("u0"))),
                walk("platform user", UserCommand.class, () -> PlatformUserTest.ada()
                        .state()),
                walk("camera", CameraCommand.class, () -> Camera.absent(new CameraId("1"))),
                walk("camera of a user", CameraCommand.class, () -> Camera.absent(new CameraId("u0:own.1"))),
                walk("intercom", IntercomCommand.class, () -> Intercom.absent(new IntercomId("1"))),
                walk("address", AddressCommand.class, () -> Address.absent(new AddressId("1"))),
                walk("folder", FolderCommand.class, () -> Folder.absent(new FolderId("1"))),
                walk("login", LoginCommand.class, () -> Login.free(new LoginId("l0"))),
                walk(
                        "network device",
                        NetworkDeviceCommand.class,
                        () -> NetworkDevice.unknown(new NetworkDeviceId("AA:BB:CC:DD:EE:00"))),
                walk("operation", OperationCommand.class, () -> Operation.absent(new OperationId("1"))),
                walk("kept answer", KeptAnswerCommand.class, () -> KeptAnswer.absent(new KeptAnswerId("1"))),
                walk("tariff catalogue", TariffCommand.class, TariffCatalogue::empty),
                walk("subscription", SubscriptionCommand.class, () -> Subscription.none(new UserId("u0"))),
                walk("analytics", AnalyticsCommand.class, () -> Analytics.none(new UserId("u0"))),
                walk("licence pool", LicencePoolCommand.class, LicencePool::empty),
                walk("device tariff", DeviceTariffCommand.class, () -> DeviceTariff.absent(new DeviceTariffId("1"))),
                walk("ledger", LedgerCommand.class, () -> Ledger.empty(new UserId("u0"))),
                walk("staff", StaffCommand.class, Staff::empty),
                walk(
                        "notification",
                        NotificationCommand.class,
                        () -> Notification.absent(new NotificationId("notification.1"))),
                walk("notice box", NoticeBoxCommand.class, () -> NoticeBox.empty(new UserId("u0"))),
                walk("feedback", FeedbackCommand.class, () -> Feedback.absent(new FeedbackId("u0:1"))),
                walk("tracker", TrackerCommand.class, () -> Tracker.absent(new TrackerId("u0:1"))),
                walk("tracker models", TrackerModelsCommand.class, TrackerModels::empty),
                walk(
                        "monitoring object",
                        MonitoringObjectCommand.class,
                        () -> MonitoringObject.absent(new MonitoringObjectId("u0:1"))),
                walk("customer", CustomerCommand.class, () -> Customer.none(new UserId("u0"))));
    }

    private static <C extends Command, E extends Event, S extends Entity<C, E, S>> Arguments walk(
            String name, Class<C> commands, Supplier<S> start) {
        return Arguments.of(Named.of(name, new Kind<>(commands, start)));
    }

    record Kind<C extends Command, E extends Event, S extends Entity<C, E, S>>(Class<C> commands, Supplier<S> start) {

        void walk(long seed) {
            Chance chance = new Chance(seed);
            List<E> history = new ArrayList<>();
            S state = start.get();
            for (int step = 0; step < STEPS; step++) {
                List<E> events = chance.below(6) == 0 ? settle(state, chance) : decide(state, chance, seed);
                for (E event : events) {
                    history.add(event);
                    state = state.apply(event, history.size());
                }
            }
            S replayed = start.get();
            for (int i = 0; i < history.size(); i++) {
                replayed = replayed.apply(history.get(i), i + 1);
            }
            assertThat(replayed).as("replay equals live, seed %d", seed).isEqualTo(state);
            assertThat(replayed.obligations())
                    .as("and owes the same, seed %d", seed)
                    .isEqualTo(state.obligations());
        }

        private List<E> decide(S state, Chance chance, long seed) {
            C command = chance.make(commands);
            if (!(state.decide(command, NOON) instanceof Decision.Accepted<E> accepted)) {
                return List.of();
            }
            S after = state;
            long revision = 1_000;
            for (E event : accepted.events()) {
                after = after.apply(event, ++revision);
            }
            boolean repeated = after.decide(command, NOON) instanceof Decision.Accepted<E> again
                    && !again.events().isEmpty();
            assertThat(repeated)
                    .as("%s changes something when repeated, seed %d", command, seed)
                    .isFalse();
            return accepted.events();
        }

        private List<E> settle(S state, Chance chance) {
            List<Map.Entry<String, Obligation>> duties = state.obligations().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .toList();
            if (duties.isEmpty()) {
                return List.of();
            }
            var duty = chance.of(duties);
            Refusal answer = chance.below(3) > 0 ? null : chance.make(Refusal.class);
            return state.settle(duty.getKey(), duty.getValue(), answer, NOON);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void replayEqualsLiveAndRepeatingChangesNothing(Kind<?, ?, ?> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            kind.walk(seed);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyCommandIsDecidedFromTheFirst(Kind<?, ?, ?> kind) {
        tryAll(kind);
    }

    private static <C extends Command, E extends Event, S extends Entity<C, E, S>> void tryAll(Kind<C, E, S> kind) {
        Chance chance = new Chance(7);
        for (Class<? extends C> command : Chance.members(kind.commands())) {
            assertThat(kind.start().get().decide(chance.make(command), NOON)).isNotNull();
        }
    }

    @Test
    void eachCauseOfSuspensionIsTouchedByItsOwnSideAlone() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Chance chance = new Chance(seed);
            var given = given(User.absent(UserTest.ADA), UserTest.created());
            for (int step = 0; step < 40; step++) {
                Set<SuspensionCause> before = account(given).standing().causes();
                SuspensionCause cause = chance.make(SuspensionCause.class);
                UserCommand command =
                        chance.below(2) == 0 ? new UserCommand.Suspend(cause) : new UserCommand.Resume(cause);
                if (given.state().decide(command, NOON) instanceof Decision.Accepted<UserEvent>) {
                    given.after(command);
                }
                Set<SuspensionCause> touched =
                        new HashSet<>(account(given).standing().causes());
                touched.removeAll(before);
                Set<SuspensionCause> lifted = new HashSet<>(before);
                lifted.removeAll(account(given).standing().causes());
                touched.addAll(lifted);
                touched.remove(cause);
                assertThat(touched).as("seed %d", seed).isEmpty();
            }
        }
    }

    private static Account account(Given<UserCommand, UserEvent, User> given) {
        return given.state().account().orElseThrow();
    }

    /** The main user as it was when its sub-user last heard of it bounds what the sub-user has, whatever both are asked. */
    @Test
    void aSubUserNeverHasMoreThanItsMainUser() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Chance chance = new Chance(seed);
            var main = given(User.absent(UserTest.ADA), UserTest.created());
            var sub = given(User.absent(UserTest.SUB), UserTest.subCreated());
            main.after(new UserCommand.AddSubUser(UserTest.SUB));
            Account heard = account(main);
            for (int step = 0; step < STEPS; step++) {
                attempt(main, chance);
                attempt(sub, chance);
                Obligation duty = main.state().obligations().get("heir|" + UserTest.SUB);
                if (duty != null && chance.below(2) == 0 && duty.command() instanceof UserCommand.Inherit inherit) {
                    sub.after(inherit);
                    heard = account(main);
                    assertThat(isWithin(account(sub), heard))
                            .as("seed %d step %d", seed, step)
                            .isTrue();
                }
                Set<SourceId> bound =
                        new HashSet<>(heard(sub).ceiling().shares().keySet());
                bound.add(SourceId.of(UserTest.SUB));
                assertThat(bound)
                        .as("seed %d step %d", seed, step)
                        .containsAll(account(sub).manifest().grants().keySet());
            }
        }
    }

    private static Delegation heard(Given<UserCommand, UserEvent, User> sub) {
        Delegation delegation = account(sub).delegation();
        assertThat(delegation).isNotNull();
        return Objects.requireNonNull(delegation);
    }

    private static void attempt(Given<UserCommand, UserEvent, User> given, Chance chance) {
        UserCommand command = chance.make(UserCommand.class);
        boolean foreign = command instanceof UserCommand.Inherit
                || command instanceof UserCommand.RemoveSubUser
                || command instanceof UserCommand.OfBilling;
        if (!foreign && given.state().decide(command, NOON) instanceof Decision.Accepted<UserEvent>) {
            given.after(command);
        }
    }

    private static boolean isWithin(Account sub, Account main) {
        if (sub.manifest().status() == Manifest.Status.ACTIVE && main.manifest().status() != Manifest.Status.ACTIVE) {
            return false;
        }
        return sub.manifest().grants().values().stream()
                .filter(grant -> !grant.source().equals(SourceId.of(sub.id())))
                .allMatch(grant -> {
                    Grant theirs = main.manifest().grants().get(grant.source());
                    return theirs != null && theirs.viewClass().and(grant.viewClass()) == grant.viewClass();
                });
    }
}
