package io.sightline.engine.domain;

import java.time.ZoneId;

/** What a user's balance is asked to do. */
public sealed interface LedgerCommand extends Command {

    /** Adds money. The first one settles the currency. */
    record Refill(TransactionId id, Money sum) implements LedgerCommand {}

    /**
     * Pays a tariff for one device.
     *
     * @param name the device's name now
     * @param zone where the end of a month is counted
     */
    record Pay(
            TransactionId id,
            String device,
            Personal name,
            DeviceTariffId tariff,
            DeviceTariffTerms terms,
            int months,
            ZoneId zone)
            implements LedgerCommand {}

    /** Takes the latest movement back; the one before it becomes the latest. */
    record Cancel(TransactionId id) implements LedgerCommand {}

    /** Ends it together with its user. */
    record Close() implements LedgerCommand {}

    /** Notes for every device whose paid time and credit are over that they are. */
    record Expire() implements LedgerCommand {}
}
