package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.pcollections.PSet;

/**
 * A monitoring object of one user: trackers and cameras of that user, put together. It is a source, held by its owner and by
 * everybody it is shared with. It tells each of them by a card in the user's own source, and who has the card holds the source.
 */
public sealed interface MonitoringObject
        extends Entity<MonitoringObjectCommand, MonitoringObjectEvent, MonitoringObject>
        permits MonitoringObject.Absent, KeptObject, MonitoringObject.Deleted {

    MonitoringObjectId id();

    static MonitoringObject absent(MonitoringObjectId id) {
        return new Absent(id);
    }

    default Optional<KeptObject> kept() {
        return this instanceof KeptObject object ? Optional.of(object) : Optional.empty();
    }

    /** Whether a device may be assigned to the object: trackers and cameras of its own owner. */
    static boolean mayHold(MonitoringObjectId object, String key) {
        return DeviceKey.ownerOf(key).filter(object.owner()::equals).isPresent();
    }

    /** A monitoring object that was never created. */
    record Absent(MonitoringObjectId id) implements MonitoringObject {

        @Override
        public Decision<MonitoringObjectEvent> decide(MonitoringObjectCommand command, Instant now) {
            if (command instanceof MonitoringObjectCommand.Create create) {
                return create.card()
                        .fault()
                        .<Decision<MonitoringObjectEvent>>map(part -> Decision.refuse(Refusal.INVALID, part))
                        .orElseGet(() ->
                                Decision.accept(new MonitoringObjectEvent.Created(create.epoch(), create.card(), now)));
            }
            boolean done = command instanceof MonitoringObjectCommand.Abandon
                    || command instanceof MonitoringObjectCommand.Unshare
                    || command instanceof SourceCommand.RemoveDevice
                    || command instanceof MemberCommand.Leave;
            return done ? Decision.unchanged() : Decision.refuse(Refusal.UNKNOWN_ENTITY, "object");
        }

        @Override
        public MonitoringObject apply(MonitoringObjectEvent event, long revision) {
            if (event instanceof MonitoringObjectEvent.Created created) {
                return KeptObject.begin(id, created, revision);
            }
            throw new AssertionError(event);
        }
    }

    /**
     * A monitoring object that was deleted, and its id is never used again.
     *
     * @param listings the users who have not let go of it yet
     * @param devices the keys of what was assigned to it and has not gone yet
     */
    record Deleted(MonitoringObjectId id, Instant at, Listings listings, PSet<String> devices)
            implements MonitoringObject {

        @Override
        public Decision<MonitoringObjectEvent> decide(MonitoringObjectCommand command, Instant now) {
            if (command instanceof SourceCommand.RemoveDevice remove) {
                return devices.contains(remove.key())
                        ? Decision.accept(new SourceEvent.DeviceRemoved(remove.key(), remove.deviceRevision()))
                        : Decision.unchanged();
            }
            boolean done = command instanceof MonitoringObjectCommand.Delete
                    || command instanceof MonitoringObjectCommand.Abandon
                    || command instanceof MonitoringObjectCommand.Unshare
                    || command instanceof MemberCommand.Leave;
            return done ? Decision.unchanged() : Decision.refuse(Refusal.GONE, "object");
        }

        @Override
        public MonitoringObject apply(MonitoringObjectEvent event, long revision) {
            if (event instanceof MonitoringObjectEvent.RemovalConfirmed confirmed) {
                return new Deleted(id, at, listings.left(confirmed.source()), devices);
            }
            return event instanceof SourceEvent.DeviceRemoved removed
                    ? new Deleted(id, at, listings, devices.minus(removed.key()))
                    : this;
        }

        @Override
        public Map<String, Obligation> obligations() {
            Map<String, Obligation> duties = new HashMap<>();
            listings.removals(DeviceKey.of(id), duties);
            for (String key : devices) {
                duties.put(
                        "release|" + key,
                        new Obligation(DeviceKey.belonging(key), new BelongingCommand.Unassign(id.owner(), id), false));
            }
            return duties;
        }

        @Override
        public List<MonitoringObjectEvent> settle(
                String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
            return listings.confirmed(obligation).stream()
                    .<MonitoringObjectEvent>map(MonitoringObjectEvent.RemovalConfirmed::new)
                    .toList();
        }
    }
}
