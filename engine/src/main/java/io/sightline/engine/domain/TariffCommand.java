package io.sightline.engine.domain;

import java.util.Set;

/** What the catalogue of tariff plans is asked to do. */
public sealed interface TariffCommand extends Command {

    /** @param plan drawn by the sender; sent again with the same one it is a repetition */
    record Create(TariffPlanId plan, TariffOffer offer) implements TariffCommand {}

    /** Changes what a plan offers from now on; who has it keeps the dates that were set. */
    record Change(TariffPlanId plan, TariffOffer offer) implements TariffCommand {}

    /** Takes plans off the offer, all or none. */
    record Archive(Set<TariffPlanId> plans) implements TariffCommand {
        public Archive {
            plans = Set.copyOf(plans);
        }
    }

    /** Brings archived plans back, all or none. */
    record Restore(Set<TariffPlanId> plans) implements TariffCommand {
        public Restore {
            plans = Set.copyOf(plans);
        }
    }
}
