package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Map;

/** What the licences of the deployment are asked to do. */
public sealed interface LicencePoolCommand extends Command {

    /**
     * Sets licences aside for a user, so that no two allocations together exceed what the deployment has.
     *
     * @param totals what the user is to have, of the levels that change
     * @param limits what the deployment has; a level that is missing has no limit
     * @param after the revision at which the user's licences were last seen to change; a later one settles this
     * @param until how long it is set aside
     */
    record Reserve(
            UserId user,
            Map<LicenceLevel, Integer> totals,
            Map<LicenceLevel, Integer> limits,
            long after,
            Instant until)
            implements LicencePoolCommand {
        public Reserve {
            totals = Map.copyOf(totals);
            limits = Map.copyOf(limits);
        }
    }

    /**
     * Tells what a user has.
     *
     * @param number the revision at which that came to hold; an older one is void
     */
    record Hold(UserId user, Map<LicenceLevel, Integer> totals, long number) implements LicencePoolCommand {
        public Hold {
            totals = Map.copyOf(totals);
        }
    }

    /** Gives up what was set aside and not used in time, and does nothing otherwise. */
    record Expire() implements LicencePoolCommand {}
}
