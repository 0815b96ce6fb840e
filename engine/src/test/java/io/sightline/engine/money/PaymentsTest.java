package io.sightline.engine.money;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.CameraCommand;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CameraProfile;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.DeviceTariffCommand;
import io.sightline.engine.domain.DeviceTariffId;
import io.sightline.engine.domain.DeviceTariffTerms;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.GrantStatus;
import io.sightline.engine.domain.Ledger;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Money;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.TrackerCard;
import io.sightline.engine.domain.TrackerCommand;
import io.sightline.engine.domain.TrackerId;
import io.sightline.engine.domain.Transaction;
import io.sightline.engine.domain.TransactionId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.DirectEngine;
import io.sightline.engine.runtime.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From the refill to what a client is shown of a camera that is, or is not, paid for. */
@Timeout(60)
class PaymentsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UserId ADA = new UserId("ada");
    private static final CameraId DOOR = new CameraId("door");
    private static final DeviceTariffId BASIC = new DeviceTariffId("basic");
    private static final String HASH = "$argon2id$v=19$m=16,t=2,p=1$MTIzNDU2Nzg$AAAA";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final DirectEngine engine = new DirectEngine(now::get);
    private final Payments payments = new Payments(engine, new MoneySettings("BYN", 10_000, ZoneId.of("+05:00")));

    PaymentsTest() {
        tell(
                DOOR.ref(),
                new CameraCommand.Install(
                        "Door", new CameraProfile("Door", null, null, null, null, null, null, null, false, true)));
        tell(BASIC.ref(), new DeviceTariffCommand.Create(terms(100, 5)));
        tell(
                ADA.ref(),
                new UserCommand.Create(
                        Epoch.of(7),
                        new LoginClaim(new LoginId("ada"), "claim", Personal.of("ada")),
                        new UserOrigin.Billing(),
                        Profile.of("oms"),
                        HASH,
                        Set.of(),
                        false),
                new UserCommand.GrantCamera(DOOR, GrantStatus.ACTIVE, 7));
    }

    private static DeviceTariffTerms terms(long monthly, int credit) {
        return new DeviceTariffTerms(
                DeviceTariffTerms.Device.CAMERA,
                "Basic",
                new Money(monthly, "BYN"),
                credit,
                0,
                0,
                Set.of(),
                null,
                null);
    }

    private void tell(EntityRef entity, Command... commands) {
        done(engine.send(entity, List.of(commands), null, Assurance.PERSISTED));
    }

    private static Reply now(CompletionStage<Reply> reply) {
        return reply.toCompletableFuture().join();
    }

    private static void done(CompletionStage<Reply> reply) {
        assertThat(now(reply)).isInstanceOf(Reply.Done.class);
    }

    private static void refused(CompletionStage<Reply> reply, Refusal refusal, String detail) {
        assertThat(now(reply)).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(refusal);
            assertThat(refused.detail()).isEqualTo(detail);
        });
    }

    private CompletionStage<Reply> refill(String id, long sum) {
        return payments.refill(ADA, new TransactionId(id), new Money(sum, "BYN"));
    }

    private CompletionStage<Reply> pay(String id, int months) {
        return payments.pay(ADA, new TransactionId(id), "cam-door", BASIC, months);
    }

    private Ledger ledger() {
        return engine.state(Ledger.ref(ADA), Ledger.class);
    }

    private Account ada() {
        return engine.state(ADA.ref(), User.class).account().orElseThrow();
    }

    private boolean isLocked() {
        return ada().source().entries().containsKey("own:cam-door");
    }

    @Test
    void locksACameraWhenThePaidTimeAndTheCreditAreOverAndOpensItWhenItIsPaid() {
        done(refill("r1", 1_000));
        done(pay("p1", 1));
        Instant paidUpTo = Instant.parse("2026-12-23T12:00:00Z");
        assertThat(ledger().paid().get("cam-door").endsAt()).isEqualTo(paidUpTo);

        now.set(paidUpTo.plus(Duration.ofDays(5)).minusMillis(1));
        engine.keepAppointments(errand -> {});
        assertThat(isLocked()).isFalse();
        now.set(paidUpTo.plus(Duration.ofDays(5)));
        engine.keepAppointments(errand -> {});
        assertThat(isLocked()).isTrue();
        assertThat(ledger().expired()).containsExactly("cam-door");

        done(pay("p2", 3));
        assertThat(isLocked()).isFalse();
        assertThat(ada().grants().cameras().get(DOOR).archiveDays()).isEqualTo(7);

        done(payments.cancel(ADA, new TransactionId("p2")));
        engine.keepAppointments(errand -> {});
        assertThat(isLocked()).isTrue();
    }

    @Test
    void givesNothingBackThatAnAdministratorTookMeanwhile() {
        done(refill("r1", 1_000));
        done(pay("p1", 1));
        now.set(NOON.plus(Duration.ofDays(60)));
        engine.keepAppointments(errand -> {});
        tell(ADA.ref(), new UserCommand.GrantCamera(DOOR, GrantStatus.BLOCKED, 7));
        done(pay("p2", 1));
        assertThat(isLocked()).isTrue();

        tell(ADA.ref(), new UserCommand.RevokeCamera(DOOR));
        refused(pay("p3", 1), Refusal.UNKNOWN_REFERENCE, "device");
        assertThat(ada().grants().cameras()).isEmpty();
    }

    @Test
    void paysOnlyForWhatTheUserHasWithWhatIsOnOffer() {
        done(refill("r1", 1_000));
        refused(payments.pay(ADA, new TransactionId("p1"), "cam-other", BASIC, 1), Refusal.UNKNOWN_REFERENCE, "device");
        refused(
                payments.pay(ADA, new TransactionId("p1"), "cam-door", new DeviceTariffId("none"), 1),
                Refusal.UNKNOWN_REFERENCE,
                "tariff");
        tell(BASIC.ref(), new DeviceTariffCommand.Withdraw());
        refused(pay("p1", 1), Refusal.UNKNOWN_REFERENCE, "tariff");
    }

    @Test
    void paysForTheUsersOwnTrackersAndLocksThemWhenThatIsOver() {
        done(refill("r1", 1_000));
        DeviceTariffId tariff = new DeviceTariffId("tracks");
        tell(
                tariff.ref(),
                new DeviceTariffCommand.Create(new DeviceTariffTerms(
                        DeviceTariffTerms.Device.TRACKER,
                        "Tracks",
                        new Money(1, "BYN"),
                        0,
                        0,
                        0,
                        Set.of(),
                        null,
                        null)));
        TrackerCard card = new TrackerCard(
                Personal.of("Van"), "t1", Personal.of("123456789012345"), null, null, 60, 300, null, "#1a2b3c");
        TrackerId own = TrackerId.of(ADA, "van");
        TrackerId other = TrackerId.of(new UserId("eve"), "van");
        tell(own.ref(), new TrackerCommand.Create(card));
        tell(other.ref(), new TrackerCommand.Create(card));

        done(payments.pay(ADA, new TransactionId("p1"), DeviceKey.of(own), tariff, 1));
        refused(
                payments.pay(ADA, new TransactionId("p2"), DeviceKey.of(other), tariff, 1),
                Refusal.UNKNOWN_REFERENCE,
                "device");
        refused(payments.pay(ADA, new TransactionId("p3"), DeviceKey.of(own), BASIC, 1), Refusal.INVALID, "device");

        assertThat(isExpired(own)).isFalse();
        now.set(NOON.plus(Duration.ofDays(40)));
        engine.keepAppointments(errand -> {});
        assertThat(isExpired(own)).isTrue();
        done(payments.pay(ADA, new TransactionId("p4"), DeviceKey.of(own), tariff, 1));
        assertThat(isExpired(own)).isFalse();
    }

    private boolean isExpired(TrackerId tracker) {
        return ada().source().entries().get(DeviceKey.of(tracker)).facts().expired();
    }

    @Test
    void keepsToItsLimitsAndItsCurrency() {
        refused(refill("r1", 10_001), Refusal.LIMIT_EXCEEDED, "amount");
        refused(payments.refill(ADA, new TransactionId("r1"), new Money(1, "EUR")), Refusal.INVALID, "currency");
        refused(pay("p1", 1), Refusal.CONFLICT, "balance");
        refused(
                payments.refill(new UserId("nobody"), new TransactionId("r1"), new Money(1, "BYN")),
                Refusal.UNKNOWN_ENTITY,
                "user");
        tell(ADA.ref(), new UserCommand.Terminate());
        refused(refill("r1", 1), Refusal.GONE, "user");
    }

    @Test
    void endsWithAUserWhoIsGone() {
        done(refill("r1", 1_000));
        done(pay("p1", 1));
        tell(ADA.ref(), new UserCommand.Terminate());
        now.set(NOON.plus(Duration.ofDays(60)));
        engine.keepAppointments(errand -> {});
        assertThat(ledger().closed()).isTrue();
        assertThat(ledger().balance()).isEqualTo(900);
    }

    /** What several administrators and the user do at once: each accepted step is there once, in an order a stack would allow. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheSameAsOneAfterAnotherHoweverManyAskAtOnce(long seed) throws InterruptedException {
        int threads = 8;
        int steps = 150;
        Map<String, Long> refilled = new ConcurrentHashMap<>();
        Set<String> paid = ConcurrentHashMap.newKeySet();
        Set<String> cancelled = ConcurrentHashMap.newKeySet();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            Random random = new Random(seed * 100 + thread);
            String name = "t" + thread;
            all.add(CompletableFuture.runAsync(
                    () -> {
                        for (int step = 0; step < steps; step++) {
                            String id = name + "." + step;
                            int kind = random.nextInt(4);
                            if (kind == 0) {
                                long sum = 1L + random.nextInt(300);
                                if (now(refill(id, sum)) instanceof Reply.Done) {
                                    refilled.put(id, sum);
                                }
                            } else if (kind == 1) {
                                if (now(pay(id, 1)) instanceof Reply.Done) {
                                    paid.add(id);
                                }
                            } else {
                                ledger().latest().map(Transaction::id).ifPresent(latest -> {
                                    if (now(payments.cancel(ADA, latest)) instanceof Reply.Done done
                                            && done.changed()) {
                                        assertThat(cancelled.add(latest.value()))
                                                .isTrue();
                                    }
                                });
                            }
                        }
                    },
                    pool));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        ArrayDeque<Transaction> stack = new ArrayDeque<>();
        Set<String> found = new HashSet<>();
        Set<String> undone = new HashSet<>();
        long balance = 0;
        for (Transaction each : ledger().transactions()) {
            TransactionId takenBack = each.cancels();
            if (takenBack == null) {
                assertThat(found.add(each.id().value())).isTrue();
                assertThat(each.sum()).isEqualTo(refilled.getOrDefault(each.id().value(), -100L));
                stack.push(each);
            } else {
                assertThat(stack.pop().id()).isEqualTo(takenBack);
                undone.add(takenBack.value());
            }
            balance += each.sum();
            assertThat(each.balanceAfter()).isEqualTo(balance).isNotNegative();
        }
        Set<String> accepted = new HashSet<>(paid);
        accepted.addAll(refilled.keySet());
        assertThat(found).isEqualTo(accepted);
        assertThat(undone).isEqualTo(cancelled).isNotEmpty();
        assertThat(ledger().balance()).isEqualTo(balance);
        assertThat(ledger().standing()).containsExactlyElementsOf(stack);
    }

    @Test
    void readsItsSettingsAndNamesWhatIsWrong() {
        assertThat(MoneySettings.from(ConfigFactory.load()))
                .isEqualTo(new MoneySettings("BYN", 100_000_000, ZoneId.of("+05:00")));
        assertThat(with(Map.of("currency", "EUR", "largest-refill", "5", "zone", "UTC")))
                .isEqualTo(new MoneySettings("EUR", 5, ZoneId.of("UTC")));
        new HashMap<>(Map.of("currency", "XX", "largest-refill", "0", "zone", "Nowhere"))
                .forEach((path, value) -> assertThatThrownBy(() -> with(Map.of(path, value)))
                        .isInstanceOf(ConfigException.BadValue.class)
                        .hasMessageContaining(path));
    }

    private static MoneySettings with(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((path, value) -> text.append("sightline.money.")
                .append(path)
                .append(" = \"")
                .append(value)
                .append("\"\n"));
        return MoneySettings.from(ConfigFactory.parseString(text.toString()).withFallback(ConfigFactory.load()));
    }
}
