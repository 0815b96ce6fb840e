package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What has happened to the licences of the deployment. */
public sealed interface LicencePoolEvent extends Event {

    record Reserved(UserId user, Map<LicenceLevel, Integer> totals, long after, Instant until)
            implements LicencePoolEvent {
        public Reserved {
            totals = Map.copyOf(totals);
        }
    }

    record Held(UserId user, Map<LicenceLevel, Integer> totals, long number) implements LicencePoolEvent {
        public Held {
            totals = Map.copyOf(totals);
        }
    }

    record Expired(Set<UserId> users) implements LicencePoolEvent {
        public Expired {
            users = Set.copyOf(users);
        }
    }
}
