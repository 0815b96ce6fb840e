package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.ALREADY_EXISTS;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.INVALID;

/**
 * A tracker that exists.
 *
 * @param factsRevision the revision at which anything that clients are shown last changed
 */
public record KeptTracker(
        TrackerId id, Instant createdAt, TrackerCard card, Belonging belonging, Listings listings, long factsRevision)
        implements Tracker {

    static KeptTracker begin(TrackerId id, TrackerEvent.Created created, long revision) {
        Listings owned = Listings.none().with(SourceId.of(id.owner()), new Listings.Listing(revision, 0, null));
        return new KeptTracker(id, created.at(), created.card(), Belonging.of(id.owner()), owned, revision);
    }

    public UserId owner() {
        return id.owner();
    }

    /** The monitoring objects it is assigned to. */
    public Set<MonitoringObjectId> objects() {
        return Belonging.objects(listings);
    }

    @Override
    public Decision<TrackerEvent> decide(TrackerCommand command, Instant now) {
        if (command instanceof TrackerCommand.Create create) {
            return create.card().equals(card) ? unchanged() : refuse(ALREADY_EXISTS, "tracker");
        }
        if (command instanceof TrackerCommand.Change change) {
            return change(change);
        }
        if (command instanceof BelongingCommand ofOwner) {
            return belonging.decide(ofOwner, listings, event -> event, new TrackerEvent.Deleted(now));
        }
        throw new AssertionError(command);
    }

    private Decision<TrackerEvent> change(TrackerCommand.Change change) {
        if (!belonging.mayChange(change.by(), change.through(), listings)) {
            return refuse(FORBIDDEN, "fields");
        }
        return change.card()
                .fault()
                .<Decision<TrackerEvent>>map(part -> refuse(INVALID, part))
                .orElseGet(() ->
                        change.card().equals(card) ? unchanged() : accept(new TrackerEvent.Changed(change.card())));
    }

    @Override
    public Tracker apply(TrackerEvent event, long revision) {
        if (event instanceof TrackerEvent.Changed changed) {
            return new KeptTracker(id, createdAt, changed.card(), belonging, listings, revision);
        }
        if (event instanceof BelongingEvent ofOwner) {
            return new KeptTracker(
                    id,
                    createdAt,
                    card,
                    belonging.apply(ofOwner),
                    Belonging.listings(listings, ofOwner, revision),
                    ofOwner instanceof BelongingEvent.ExpiredSet ? revision : factsRevision);
        }
        if (event instanceof TrackerEvent.ListingDropped dropped) {
            // It is taken back all the same: what was refused may come once more, when there is room for it.
            return with(belonging.droppedBy(dropped.source()), listings.leaving(dropped.source(), revision));
        }
        if (event instanceof TrackerEvent.RemovalConfirmed confirmed) {
            return with(belonging, listings.left(confirmed.source()));
        }
        if (event instanceof TrackerEvent.Deleted deleted) {
            return new Deleted(id, deleted.at(), listings.leavingAll(revision));
        }
        throw new AssertionError(event);
    }

    private KeptTracker with(Belonging nextBelonging, Listings nextListings) {
        return new KeptTracker(id, createdAt, card, nextBelonging, nextListings, factsRevision);
    }

    private DeviceFacts factsIn(SourceId source) {
        return new DeviceFacts.TrackerFacts(card, owner(), belonging.holdingIn(source), belonging.expired());
    }

    @Override
    public Map<String, Obligation> obligations() {
        Map<String, Obligation> duties = new HashMap<>();
        String key = DeviceKey.of(id);
        listings.showings(key, factsRevision, (source, listing) -> factsIn(source), belonging.expired(), duties);
        listings.removals(key, duties);
        return duties;
    }

    @Override
    public List<TrackerEvent> settle(String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        if (obligation.command() instanceof SourceCommand.PutDevice && refusal != null) {
            if (obligation.to().equals(owner().ref()) && refusal != Refusal.LIMIT_EXCEEDED) {
                // There is no such owner, or no more.
                return List.of(new TrackerEvent.Deleted(now));
            }
            return listings.refused(obligation).stream()
                    .<TrackerEvent>map(source -> new TrackerEvent.ListingDropped(source, refusal))
                    .toList();
        }
        return listings.confirmed(obligation).stream()
                .<TrackerEvent>map(TrackerEvent.RemovalConfirmed::new)
                .toList();
    }
}
