package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.ALREADY_EXISTS;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;

/**
 * A tracker that exists.
 *
 * @param shares by user it is shared with, whether that one may change its fields
 * @param factsRevision the revision at which anything that clients are shown last changed
 */
public record KeptTracker(
        TrackerId id,
        Instant createdAt,
        TrackerCard card,
        PMap<UserId, Boolean> shares,
        Listings listings,
        long factsRevision)
        implements Tracker {

    static KeptTracker begin(TrackerId id, TrackerEvent.Created created, long revision) {
        Listings owned = Listings.none().with(SourceId.of(id.owner()), new Listings.Listing(revision, 0, null));
        return new KeptTracker(id, created.at(), created.card(), HashTreePMap.empty(), owned, revision);
    }

    public UserId owner() {
        return id.owner();
    }

    /** What a user may do by itself, whatever monitoring objects add; null for nothing. */
    public @Nullable Holding holdingOf(UserId user) {
        if (user.equals(owner())) {
            return Holding.OWNER;
        }
        Boolean mayChange = shares.get(user);
        return mayChange == null ? null : mayChange ? Holding.CHANGE : Holding.VIEW;
    }

    /** The monitoring objects it is assigned to. */
    public Set<MonitoringObjectId> objects() {
        Set<MonitoringObjectId> objects = new TreeSet<>(java.util.Comparator.comparing(MonitoringObjectId::value));
        for (SourceId source : listings.shown().keySet()) {
            if (source.owner().kind() == Kind.MONITORING_OBJECT) {
                objects.add(new MonitoringObjectId(source.owner().id()));
            }
        }
        return objects;
    }

    @Override
    public Decision<TrackerEvent> decide(TrackerCommand command, Instant now) {
        if (command instanceof TrackerCommand.Create create) {
            return create.card().equals(card) ? unchanged() : refuse(ALREADY_EXISTS, "tracker");
        }
        if (command instanceof TrackerCommand.Change change) {
            return change(change);
        }
        if (command instanceof TrackerCommand.Share share) {
            return share(share);
        }
        if (command instanceof TrackerCommand.Unshare unshare) {
            if (!unshare.by().equals(owner()) && !unshare.by().equals(unshare.user())) {
                return refuse(FORBIDDEN, "owner");
            }
            return shares.containsKey(unshare.user()) ? accept(new TrackerEvent.Unshared(unshare.user())) : unchanged();
        }
        if (command instanceof TrackerCommand.Assign assign) {
            return assign(assign);
        }
        if (command instanceof TrackerCommand.Unassign unassign) {
            if (!unassign.by().equals(owner())) {
                return refuse(FORBIDDEN, "owner");
            }
            return listings.shown().containsKey(SourceId.of(unassign.object()))
                    ? accept(new TrackerEvent.Unassigned(unassign.object()))
                    : unchanged();
        }
        if (command instanceof TrackerCommand.Delete delete) {
            if (!delete.by().equals(owner())) {
                return refuse(FORBIDDEN, "owner");
            }
            return shares.isEmpty() ? accept(new TrackerEvent.Deleted(now)) : refuse(CONFLICT, "shares");
        }
        if (command instanceof TrackerCommand.Abandon) {
            return accept(new TrackerEvent.Deleted(now));
        }
        throw new AssertionError(command);
    }

    private Decision<TrackerEvent> change(TrackerCommand.Change change) {
        Holding holding = holdingOf(change.by());
        boolean through = change.through() != null && listings.shown().containsKey(SourceId.of(change.through()));
        boolean may = holding == Holding.OWNER || holding == Holding.CHANGE || through;
        if (!may) {
            return refuse(FORBIDDEN, "fields");
        }
        return change.card()
                .fault()
                .<Decision<TrackerEvent>>map(part -> refuse(INVALID, part))
                .orElseGet(() ->
                        change.card().equals(card) ? unchanged() : accept(new TrackerEvent.Changed(change.card())));
    }

    private Decision<TrackerEvent> share(TrackerCommand.Share share) {
        if (!share.by().equals(owner())) {
            return refuse(FORBIDDEN, "owner");
        }
        if (share.user().equals(owner())) {
            return refuse(INVALID, "user");
        }
        Boolean held = shares.get(share.user());
        if (held == null && shares.size() >= Limits.SHARES) {
            return refuse(LIMIT_EXCEEDED, "shares");
        }
        return held != null && held == share.mayChange()
                ? unchanged()
                : accept(new TrackerEvent.Shared(share.user(), share.mayChange()));
    }

    private Decision<TrackerEvent> assign(TrackerCommand.Assign assign) {
        if (!assign.by().equals(owner()) || !assign.object().owner().equals(owner())) {
            return refuse(FORBIDDEN, "owner");
        }
        if (listings.shown().containsKey(SourceId.of(assign.object()))) {
            return unchanged();
        }
        return objects().size() < Limits.OBJECTS_OF_A_DEVICE
                ? accept(new TrackerEvent.Assigned(assign.object()))
                : refuse(LIMIT_EXCEEDED, "objects");
    }

    @Override
    public Tracker apply(TrackerEvent event, long revision) {
        if (event instanceof TrackerEvent.Changed changed) {
            return new KeptTracker(id, createdAt, changed.card(), shares, listings, revision);
        }
        if (event instanceof TrackerEvent.Shared shared) {
            return with(shares.plus(shared.user(), shared.mayChange()), shown(SourceId.of(shared.user()), revision));
        }
        if (event instanceof TrackerEvent.Unshared unshared) {
            return with(shares.minus(unshared.user()), listings.leaving(SourceId.of(unshared.user()), revision));
        }
        if (event instanceof TrackerEvent.Assigned assigned) {
            return with(shares, shown(SourceId.of(assigned.object()), revision));
        }
        if (event instanceof TrackerEvent.Unassigned unassigned) {
            return with(shares, listings.leaving(SourceId.of(unassigned.object()), revision));
        }
        if (event instanceof TrackerEvent.ListingDropped dropped) {
            // It is taken back all the same: what was refused may come once more, when there is room for it.
            EntityRef owner = dropped.source().owner();
            return with(
                    owner.kind() == Kind.USER ? shares.minus(new UserId(owner.id())) : shares,
                    listings.leaving(dropped.source(), revision));
        }
        if (event instanceof TrackerEvent.RemovalConfirmed confirmed) {
            return with(shares, listings.left(confirmed.source()));
        }
        if (event instanceof TrackerEvent.Deleted deleted) {
            return new Deleted(id, deleted.at(), listings.leavingAll(revision));
        }
        throw new AssertionError(event);
    }

    private Listings shown(SourceId source, long revision) {
        return listings.with(source, new Listings.Listing(revision, 0, null));
    }

    private KeptTracker with(PMap<UserId, Boolean> nextShares, Listings nextListings) {
        return new KeptTracker(id, createdAt, card, nextShares, nextListings, factsRevision);
    }

    private DeviceFacts factsIn(SourceId source) {
        EntityRef shownBy = source.owner();
        Holding holding = shownBy.kind() == Kind.USER ? holdingOf(new UserId(shownBy.id())) : null;
        return new DeviceFacts.TrackerFacts(card, owner(), holding == null ? Holding.VIEW : holding);
    }

    @Override
    public Map<String, Obligation> obligations() {
        Map<String, Obligation> duties = new HashMap<>();
        String key = DeviceKey.of(id);
        listings.shown()
                .forEach((source, listing) -> duties.put(
                        "put|" + source,
                        new Obligation(
                                source.owner(),
                                new SourceCommand.PutDevice(
                                        key, Math.max(factsRevision, listing.since()), factsIn(source)),
                                false)));
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
