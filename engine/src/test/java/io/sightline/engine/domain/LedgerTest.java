package io.sightline.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

class LedgerTest {

    private static final UserId ADA = new UserId("ada");
    private static final DeviceTariffId BASIC = new DeviceTariffId("basic");
    private static final String VAN = "trk-ada:van";

    private static Given<LedgerCommand, LedgerEvent, Ledger> empty() {
        return given(Ledger.empty(ADA));
    }

    private static LedgerCommand refill(String id, long sum) {
        return new LedgerCommand.Refill(new TransactionId(id), new Money(sum, "BYN"));
    }

    private static LedgerCommand pay(String id, String device, DeviceTariffTerms terms, int months) {
        return new LedgerCommand.Pay(
                new TransactionId(id), device, Personal.of("The van"), BASIC, terms, months, ZoneOffset.UTC);
    }

    private static LedgerCommand pay(String id, int months) {
        return pay(id, VAN, DeviceTariffTest.terms(1_000, 5, 10, 20), months);
    }

    private static LedgerCommand cancel(String id) {
        return new LedgerCommand.Cancel(new TransactionId(id));
    }

    @Test
    void takesMoneyInOnceHoweverOftenItIsAsked() {
        var ledger = empty().when(refill("r1", 5_000))
                .then(new LedgerEvent.Refilled(new TransactionId("r1"), new Money(5_000, "BYN"), NOON))
                .when(refill("r1", 5_000))
                .thenNothing()
                .when(refill("r1", 6_000))
                .thenRefused(Refusal.REQUEST_REUSED);

        assertThat(ledger.state().balance()).isEqualTo(5_000);
        ledger.when(refill("r2", 0)).thenRefused(Refusal.INVALID);
        ledger.when(refill("r2", -1)).thenRefused(Refusal.INVALID);
        ledger.when(new LedgerCommand.Refill(new TransactionId("r2"), new Money(1, "EUR")))
                .thenRefused(Refusal.INVALID);
        ledger.when(refill("r2", Money.MOST)).thenRefused(Refusal.LIMIT_EXCEEDED);
    }

    @Test
    void paysNoMoreThanThereIs() {
        var ledger = empty().after(refill("r1", 2_999));

        ledger.when(pay("p1", 3)).thenRefused(Refusal.CONFLICT);
        assertThat(ledger.after(pay("p1", 1)).state().balance()).isEqualTo(1_999);
        ledger.when(pay("p1", 1)).thenNothing();
        ledger.when(pay("p2", 2)).thenRefused(Refusal.INVALID);
    }

    @Test
    void endsADayAfterTheMonths() {
        var ledger = empty().after(refill("r1", 100_000));
        Instant leapDay = Instant.parse("2024-01-30T08:00:00Z");

        assertThat(ledger.state().decide(pay("p1", 1), leapDay))
                .isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
                    var paid = (LedgerEvent.PaidFor) accepted.events().get(0);
                    assertThat(paid.payment().startsAt()).isEqualTo(leapDay);
                    assertThat(paid.payment().endsAt()).isEqualTo(Instant.parse("2024-03-01T08:00:00Z"));
                });
    }

    @Test
    void goesOnWhereTheSameTariffEndsAndBeginsAnotherAtOnce() {
        var ledger = empty().after(refill("r1", 100_000), pay("p1", 1), pay("p2", 1));
        Transaction.Paid paid = ledger.state().paid().get(VAN);

        assertThat(paid.startsAt()).isEqualTo(Instant.parse("2026-12-23T12:00:00Z"));
        assertThat(paid.endsAt()).isEqualTo(Instant.parse("2027-01-24T12:00:00Z"));

        var other = new LedgerCommand.Pay(
                new TransactionId("p3"),
                VAN,
                Personal.of("The van"),
                new DeviceTariffId("better"),
                DeviceTariffTest.terms(10, 0, 0, 0),
                1,
                ZoneOffset.UTC);
        assertThat(ledger.after(other).state().paid().get(VAN).startsAt()).isEqualTo(NOON);
    }

    @Test
    void takesBackTheLatestAloneAndWithItWhatWasPaidFor() {
        var ledger = empty().after(refill("r1", 10_000), pay("p1", 1), pay("p2", 3));
        Transaction.Paid first = Transaction.Paid.class.cast(
                empty().after(refill("r1", 10_000), pay("p1", 1)).state().paid().get(VAN));

        ledger.when(cancel("p1")).thenRefused(Refusal.CONFLICT);
        ledger.when(cancel("nothing")).thenRefused(Refusal.UNKNOWN_REFERENCE);
        ledger.after(cancel("p2"));

        assertThat(ledger.state().balance()).isEqualTo(9_000);
        assertThat(ledger.state().paid()).containsEntry(VAN, first);
        assertThat(ledger.state().standing())
                .extracting(each -> each.id().value())
                .containsExactly("p1", "r1");
        assertThat(ledger.state().transactions()).hasSize(4);

        ledger.when(cancel("p2")).thenNothing();
        assertThat(ledger.after(cancel("p1")).state().paid()).isEmpty();
        assertThat(ledger.after(cancel("r1")).state().balance()).isZero();
        assertThat(ledger.state().standing()).isEmpty();
    }

    @Test
    void servesUntilTheCreditIsOver() {
        var ledger = empty().after(refill("r1", 10_000), pay("p1", 1));
        Instant end = Instant.parse("2026-12-23T12:00:00Z").plus(Duration.ofDays(5));

        assertThat(ledger.state().nextEnd()).isEqualTo(end);
        ledger.when(new LedgerCommand.Expire(), end.minusMillis(1)).thenNothing();
        ledger.when(new LedgerCommand.Expire(), end).then(new LedgerEvent.Expired(Set.of(VAN)));
        assertThat(ledger.state().nextEnd()).isNull();
        ledger.when(new LedgerCommand.Expire(), end).thenNothing();

        assertThat(ledger.after(pay("p2", 1)).state().expired()).isEmpty();
    }

    @Test
    void holdsNoMoreDevicesThanTheTariffAllows() {
        DeviceTariffTerms one = new DeviceTariffTerms(
                DeviceTariffTerms.Device.TRACKER, "One", new Money(1, "BYN"), 0, 0, 0, Set.of(), 1, null);
        var ledger = empty().after(refill("r1", 100), pay("p1", VAN, one, 1));

        ledger.when(pay("p2", "trk-ada:other", one, 1)).thenRefused(Refusal.LIMIT_EXCEEDED);
        assertThat(ledger.after(pay("p3", VAN, one, 1)).state().balance()).isEqualTo(98);
    }

    @Test
    void paysOnlyATariffMeantForTheUser() {
        DeviceTariffTerms another = new DeviceTariffTerms(
                DeviceTariffTerms.Device.TRACKER,
                "His",
                new Money(1, "BYN"),
                0,
                0,
                0,
                Set.of(),
                null,
                new UserId("bob"));

        empty().after(refill("r1", 100)).when(pay("p1", VAN, another, 1)).thenRefused(Refusal.UNKNOWN_REFERENCE);
    }

    @Test
    void tellsItsUserWhichCamerasAreNotPaidForAndAgainWhenTheyAre() {
        DeviceTariffTerms terms = new DeviceTariffTerms(
                DeviceTariffTerms.Device.CAMERA, "Basic", new Money(1, "BYN"), 0, 0, 0, Set.of(), null, null);
        var ledger = empty().after(refill("r1", 100), pay("p1", "cam-door", terms, 1));
        assertThat(ledger.state().obligations()).isEmpty();

        ledger.when(new LedgerCommand.Expire(), ledger.state().nextEnd())
                .then(new LedgerEvent.Expired(Set.of("cam-door")));
        assertThat(ledger.state().obligations().get("unpaid").command())
                .isEqualTo(new UserCommand.LockUnpaid(Set.of(new CameraId("door")), 3));

        ledger.after(pay("p2", "cam-door", terms, 1));
        assertThat(ledger.state().obligations().get("unpaid").command())
                .isEqualTo(new UserCommand.LockUnpaid(Set.of(), 4));
        // The payment before it had ended, so it ends once more.
        ledger.after(cancel("p2"));
        assertThat(ledger.state().nextEnd()).isBefore(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void tellsWhatBelongsToItsUserThatItIsNotPaidForAndNothingToTheUser() {
        var ledger = empty().after(refill("r1", 10_000), pay("p1", 1));
        assertThat(ledger.state().obligations()).isEmpty();

        ledger.when(new LedgerCommand.Expire(), ledger.state().nextEnd()).then(new LedgerEvent.Expired(Set.of(VAN)));
        Obligation lock = new Obligation(
                DeviceKey.tracker(VAN).ref(), new BelongingCommand.SetExpired(true, ledger.revision()), true);
        assertThat(ledger.state().obligations()).isEqualTo(Map.of("unpaid|" + VAN, lock));
        assertThat(ledger.state().settle("unpaid|" + VAN, lock, Refusal.GONE, NOON))
                .as("that the tracker is gone ends nothing")
                .isEmpty();

        ledger.after(pay("p2", 1));
        assertThat(ledger.state().obligations().get("unpaid|" + VAN).command())
                .isEqualTo(new BelongingCommand.SetExpired(false, ledger.revision()));
    }

    @Test
    void paysWithATariffForDevicesOfItsKindAlone() {
        empty().after(refill("r1", 100_000))
                .when(pay("p1", "cam-door", DeviceTariffTest.terms(1, 0, 0, 0), 1))
                .thenRefused(Refusal.INVALID);
    }

    @Test
    void endsWithItsUser() {
        var ledger = empty().after(refill("r1", 100_000), pay("p1", 1))
                .when(new LedgerCommand.Close())
                .then(new LedgerEvent.Closed(NOON))
                .when(new LedgerCommand.Close())
                .thenNothing()
                .when(refill("r2", 1))
                .thenRefused(Refusal.GONE);
        assertThat(ledger.state().nextEnd()).isNull();
        assertThat(ledger.state().obligations()).isEmpty();
    }

    /** Against the plainest model there is: a stack of sums. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void alwaysIsTheSumOfWhatStandsAndNeverNegative(long seed) {
        Random random = new Random(seed);
        ArrayDeque<String> ids = new ArrayDeque<>();
        ArrayDeque<Long> sums = new ArrayDeque<>();
        Ledger ledger = Ledger.empty(ADA);
        long revision = 0;
        for (int step = 0; step < 400; step++) {
            int kind = random.nextInt(3);
            String id = "t" + step;
            LedgerCommand command = kind == 0
                    ? refill(id, 1 + random.nextInt(5_000))
                    : kind == 1 || ids.isEmpty()
                            ? pay(id, "trk-" + random.nextInt(3), DeviceTariffTest.terms(700, 0, 10, 20), 1)
                            : cancel(ids.peek());
            if (ledger.decide(command, NOON) instanceof Decision.Accepted<LedgerEvent> accepted) {
                for (LedgerEvent event : accepted.events()) {
                    long before = ledger.balance();
                    ledger = ledger.apply(event, ++revision);
                    if (event instanceof LedgerEvent.Cancelled) {
                        ids.pop();
                        sums.pop();
                    } else {
                        ids.push(id);
                        sums.push(ledger.balance() - before);
                    }
                }
            }
            assertThat(ledger.balance())
                    .isNotNegative()
                    .isEqualTo(sums.stream().mapToLong(Long::longValue).sum());
            assertThat(ledger.standing()).extracting(each -> each.id().value()).containsExactlyElementsOf(ids);
        }
    }
}
