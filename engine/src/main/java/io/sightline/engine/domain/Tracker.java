package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A tracker of one user. It shows itself in the owner's source, in those of the users it is shared with, and in the monitoring
 * objects it is assigned to; what they hold of it is the same but for what each may do.
 */
public sealed interface Tracker extends Entity<TrackerCommand, TrackerEvent, Tracker>
        permits Tracker.Absent, KeptTracker, Tracker.Deleted {

    TrackerId id();

    static Tracker absent(TrackerId id) {
        return new Absent(id);
    }

    default Optional<KeptTracker> kept() {
        return this instanceof KeptTracker tracker ? Optional.of(tracker) : Optional.empty();
    }

    /** A tracker that was never created. */
    record Absent(TrackerId id) implements Tracker {

        @Override
        public Decision<TrackerEvent> decide(TrackerCommand command, Instant now) {
            if (command instanceof TrackerCommand.Create create) {
                return create.card()
                        .fault()
                        .<Decision<TrackerEvent>>map(part -> Decision.refuse(Refusal.INVALID, part))
                        .orElseGet(() -> Decision.accept(new TrackerEvent.Created(create.card(), now)));
            }
            return Belonging.isDoneWithout(command)
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.UNKNOWN_ENTITY, "tracker");
        }

        @Override
        public Tracker apply(TrackerEvent event, long revision) {
            if (event instanceof TrackerEvent.Created created) {
                return KeptTracker.begin(id, created, revision);
            }
            throw new AssertionError(event);
        }
    }

    /** A tracker that was deleted; it lasts until every source has let go of it, and its id is never used again. */
    record Deleted(TrackerId id, Instant at, Listings listings) implements Tracker {

        @Override
        public Decision<TrackerEvent> decide(TrackerCommand command, Instant now) {
            return Belonging.isDoneByDeletion(command)
                    ? Decision.unchanged()
                    : Decision.refuse(Refusal.GONE, "tracker");
        }

        @Override
        public Tracker apply(TrackerEvent event, long revision) {
            return event instanceof TrackerEvent.RemovalConfirmed confirmed
                    ? new Deleted(id, at, listings.left(confirmed.source()))
                    : this;
        }

        @Override
        public Map<String, Obligation> obligations() {
            Map<String, Obligation> duties = new HashMap<>();
            listings.removals(DeviceKey.of(id), duties);
            return duties;
        }

        @Override
        public List<TrackerEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
            return listings.confirmed(obligation).stream()
                    .<TrackerEvent>map(TrackerEvent.RemovalConfirmed::new)
                    .toList();
        }
    }
}
