package io.sightline.engine.domain;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One movement on a balance. It is never taken out; a cancelled one is followed by its opposite, and lists leave both away.
 *
 * @param sum in the balance's smallest unit, above 0 for a receipt and not above 0 for a withdrawal
 * @param balanceAfter the balance right after it
 * @param payment what was paid for, null for a receipt
 * @param cancels the movement that this one is the opposite of, or null
 */
public record Transaction(
        TransactionId id,
        Instant at,
        long sum,
        long balanceAfter,
        @Nullable Payment payment,
        @Nullable TransactionId cancels) {

    /**
     * What was paid for.
     *
     * @param device its key, such as {@code trk-7}
     * @param initialName its name when it was paid for
     * @param tariff with the name it had then
     * @param months 1, 3, 6 or 12
     * @param before what was paid for the device until then, which comes back when this is cancelled; null for nothing
     */
    public record Payment(
            String device,
            Personal initialName,
            DeviceTariffId tariff,
            DeviceTariffTerms terms,
            int months,
            Instant startsAt,
            Instant endsAt,
            @Nullable Paid before) {

        Paid after() {
            return new Paid(tariff, terms, startsAt, endsAt);
        }
    }

    /** What a device has been paid for. */
    public record Paid(DeviceTariffId tariff, DeviceTariffTerms terms, Instant startsAt, Instant endsAt) {

        /** Until when the service goes on, the credit included. */
        public Instant servedUntil() {
            return endsAt.plus(Duration.ofDays(terms.creditDays()));
        }
    }
}
