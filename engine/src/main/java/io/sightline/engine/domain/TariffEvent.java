package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Set;

/** What has happened to the catalogue of tariff plans. */
public sealed interface TariffEvent extends Event {

    record Created(TariffPlanId plan, TariffOffer offer, Instant at) implements TariffEvent {}

    record Changed(TariffPlanId plan, TariffOffer offer) implements TariffEvent {}

    record Archived(Set<TariffPlanId> plans) implements TariffEvent {
        public Archived {
            plans = Set.copyOf(plans);
        }
    }

    record Restored(Set<TariffPlanId> plans) implements TariffEvent {
        public Restored {
            plans = Set.copyOf(plans);
        }
    }
}
