package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

/** What has happened on a user's balance. */
public sealed interface LedgerEvent extends Event {

    record Refilled(TransactionId id, Money sum, Instant at) implements LedgerEvent {}

    record PaidFor(TransactionId id, Transaction.Payment payment, Money price, Instant at) implements LedgerEvent {}

    /** A movement was taken back by its opposite. */
    record Cancelled(TransactionId id, Instant at) implements LedgerEvent {}

    /** The user has been terminated; nothing happens here any more. */
    record Closed(Instant at) implements LedgerEvent {}

    record Expired(Set<String> devices) implements LedgerEvent {
        public Expired {
            devices = Set.copyOf(devices);
        }
    }
}
