package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A tariff that users pay for single cameras or trackers from their balance (seed 002's platform). Whoever pays takes its terms
 * along, so a later change alters nothing that was paid.
 *
 * @param terms null before it is created
 * @param withdrawnAt since when nobody can choose it, or null
 */
public record DeviceTariff(
        DeviceTariffId id,
        @Nullable DeviceTariffTerms terms,
        @Nullable Instant createdAt,
        @Nullable Instant withdrawnAt)
        implements Entity<DeviceTariffCommand, DeviceTariffEvent, DeviceTariff> {

    public static DeviceTariff absent(DeviceTariffId id) {
        return new DeviceTariff(id, null, null, null);
    }

    /** The terms a user may choose now, if this tariff is for them. */
    public Optional<DeviceTariffTerms> offeredTo(UserId user) {
        return terms != null && withdrawnAt == null && terms.isFor(user) ? Optional.of(terms) : Optional.empty();
    }

    @Override
    public Decision<DeviceTariffEvent> decide(DeviceTariffCommand command, Instant now) {
        if (command instanceof DeviceTariffCommand.Create create) {
            return create(create.terms(), now);
        }
        if (terms == null) {
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, "tariff");
        }
        if (command instanceof DeviceTariffCommand.Withdraw) {
            return withdrawnAt == null ? Decision.accept(new DeviceTariffEvent.Withdrawn(now)) : Decision.unchanged();
        }
        if (command instanceof DeviceTariffCommand.Change change) {
            return change(terms, change.terms());
        }
        throw new AssertionError(command);
    }

    private Decision<DeviceTariffEvent> create(DeviceTariffTerms wanted, Instant now) {
        if (terms != null) {
            return terms.equals(wanted) ? Decision.unchanged() : Decision.refuse(Refusal.ALREADY_EXISTS, "tariff");
        }
        Optional<String> fault = wanted.fault();
        return fault.isPresent()
                ? Decision.refuse(Refusal.INVALID, fault.get())
                : Decision.accept(new DeviceTariffEvent.Created(wanted, now));
    }

    private Decision<DeviceTariffEvent> change(DeviceTariffTerms held, DeviceTariffTerms wanted) {
        if (withdrawnAt != null) {
            return Decision.refuse(Refusal.GONE, "tariff");
        }
        if (wanted.device() != held.device()) {
            return Decision.refuse(Refusal.INVALID, "device");
        }
        if (wanted.equals(held)) {
            return Decision.unchanged();
        }
        Optional<String> fault = wanted.fault();
        return fault.isPresent()
                ? Decision.refuse(Refusal.INVALID, fault.get())
                : Decision.accept(new DeviceTariffEvent.Changed(wanted));
    }

    @Override
    public DeviceTariff apply(DeviceTariffEvent event, long revision) {
        if (event instanceof DeviceTariffEvent.Created created) {
            return new DeviceTariff(id, created.terms(), created.at(), null);
        }
        if (event instanceof DeviceTariffEvent.Changed changed) {
            return new DeviceTariff(id, changed.terms(), createdAt, withdrawnAt);
        }
        if (event instanceof DeviceTariffEvent.Withdrawn withdrawn) {
            return new DeviceTariff(id, terms, createdAt, withdrawn.at());
        }
        throw new AssertionError(event);
    }
}
