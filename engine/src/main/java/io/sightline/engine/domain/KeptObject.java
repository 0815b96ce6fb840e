package io.sightline.engine.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
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
 * A monitoring object that exists.
 *
 * @param shares by user it is shared with, what that one may change
 * @param listings the users' own sources in which its card stands
 * @param factsRevision the revision at which anything on the card last changed
 * @param watching what the cameras are owed; derived, and therefore not kept in snapshots
 */
public record KeptObject(
        MonitoringObjectId id,
        Instant createdAt,
        ObjectCard card,
        PMap<UserId, ObjectRights> shares,
        Listings listings,
        long factsRevision,
        Members members,
        Inventory inventory,
        @JsonIgnore @Nullable Map<String, Obligation> watching)
        implements MonitoringObject {

    public KeptObject {
        if (watching == null) {
            watching = members.watching(SourceId.of(id), inventory.source());
        }
    }

    static KeptObject begin(MonitoringObjectId id, MonitoringObjectEvent.Created created, long revision) {
        return new KeptObject(
                id,
                created.at(),
                created.card(),
                HashTreePMap.empty(),
                Listings.none().with(SourceId.of(id.owner()), new Listings.Listing(revision, 0, null)),
                revision,
                Members.none(),
                Inventory.empty(created.epoch()),
                null);
    }

    public UserId owner() {
        return id.owner();
    }

    public Source source() {
        return inventory.source();
    }

    /** What a user may change; null for a user who has no part in it. */
    public @Nullable ObjectRights rightsOf(UserId user) {
        return user.equals(owner()) ? ObjectRights.all() : shares.get(user);
    }

    @Override
    public Decision<MonitoringObjectEvent> decide(MonitoringObjectCommand command, Instant now) {
        if (command instanceof MonitoringObjectCommand.Create create) {
            return create.epoch().equals(source().epoch()) ? unchanged() : refuse(ALREADY_EXISTS, "object");
        }
        if (command instanceof MonitoringObjectCommand.Change change) {
            return change(change.by(), new ObjectCard(change.name(), change.description(), card.image()));
        }
        if (command instanceof MonitoringObjectCommand.SetImage set) {
            return change(set.by(), new ObjectCard(card.name(), card.description(), set.image()));
        }
        if (command instanceof MonitoringObjectCommand.Share share) {
            return share(share);
        }
        if (command instanceof MonitoringObjectCommand.Unshare unshare) {
            if (!unshare.by().equals(owner()) && !unshare.by().equals(unshare.user())) {
                return refuse(FORBIDDEN, "owner");
            }
            return shares.containsKey(unshare.user())
                    ? accept(new MonitoringObjectEvent.Unshared(unshare.user()))
                    : unchanged();
        }
        if (command instanceof MonitoringObjectCommand.Delete delete) {
            if (!delete.by().equals(owner())) {
                return refuse(FORBIDDEN, "owner");
            }
            return shares.isEmpty() ? accept(new MonitoringObjectEvent.Deleted(now)) : refuse(CONFLICT, "shares");
        }
        if (command instanceof MonitoringObjectCommand.Abandon) {
            return accept(new MonitoringObjectEvent.Deleted(now));
        }
        if (command instanceof SourceCommand ofDevice) {
            return ofDevice instanceof SourceCommand.PutDevice put && !MonitoringObject.mayHold(id, put.key())
                    ? refuse(FORBIDDEN, "owner")
                    : inventory.decide(ofDevice, event -> event);
        }
        if (command instanceof MemberCommand ofMember) {
            return members.decide(ofMember, event -> event);
        }
        throw new AssertionError(command);
    }

    private Decision<MonitoringObjectEvent> change(UserId by, ObjectCard next) {
        ObjectRights rights = rightsOf(by);
        if (rights == null || !rights.object()) {
            return refuse(FORBIDDEN, "fields");
        }
        return next.fault()
                .<Decision<MonitoringObjectEvent>>map(part -> refuse(INVALID, part))
                .orElseGet(() -> next.equals(card) ? unchanged() : accept(new MonitoringObjectEvent.Changed(next)));
    }

    private Decision<MonitoringObjectEvent> share(MonitoringObjectCommand.Share share) {
        if (!share.by().equals(owner())) {
            return refuse(FORBIDDEN, "owner");
        }
        if (share.user().equals(owner())) {
            return refuse(INVALID, "user");
        }
        if (!shares.containsKey(share.user()) && shares.size() >= Limits.SHARES) {
            return refuse(LIMIT_EXCEEDED, "shares");
        }
        return share.rights().equals(shares.get(share.user()))
                ? unchanged()
                : accept(new MonitoringObjectEvent.Shared(share.user(), share.rights()));
    }

    @Override
    public MonitoringObject apply(MonitoringObjectEvent event, long revision) {
        if (event instanceof SourceEvent.DevicePut put) {
            return with(inventory.put(put.key(), put.deviceRevision(), put.facts(), revision));
        }
        if (event instanceof SourceEvent.DeviceRemoved removed) {
            return with(inventory.remove(removed.key(), removed.deviceRevision(), revision));
        }
        if (event instanceof MemberEvent ofMember) {
            Members next = members.apply(ofMember, revision);
            boolean same = next.turned() == members.turned();
            return new KeptObject(
                    id, createdAt, card, shares, listings, factsRevision, next, inventory, same ? watching : null);
        }
        if (event instanceof MonitoringObjectEvent.Changed changed) {
            return new KeptObject(
                    id, createdAt, changed.card(), shares, listings, revision, members, inventory, watching);
        }
        if (event instanceof MonitoringObjectEvent.Shared shared) {
            SourceId theirs = SourceId.of(shared.user());
            return with(
                    shares.plus(shared.user(), shared.rights()),
                    listings.with(theirs, new Listings.Listing(revision, 0, null)));
        }
        if (event instanceof MonitoringObjectEvent.Unshared unshared) {
            return with(shares.minus(unshared.user()), listings.leaving(SourceId.of(unshared.user()), revision));
        }
        if (event instanceof MonitoringObjectEvent.ListingDropped dropped) {
            UserId user = new UserId(dropped.source().owner().id());
            // It is taken back all the same: what was refused may come once more, when there is room for it.
            return with(shares.minus(user), listings.leaving(dropped.source(), revision));
        }
        if (event instanceof MonitoringObjectEvent.RemovalConfirmed confirmed) {
            return with(shares, listings.left(confirmed.source()));
        }
        if (event instanceof MonitoringObjectEvent.Deleted deleted) {
            return new Deleted(
                    id,
                    deleted.at(),
                    listings.leavingAll(revision),
                    HashTreePSet.from(source().entries().keySet()));
        }
        throw new AssertionError(event);
    }

    private KeptObject with(PMap<UserId, ObjectRights> nextShares, Listings nextListings) {
        return new KeptObject(
                id, createdAt, card, nextShares, nextListings, factsRevision, members, inventory, watching);
    }

    private KeptObject with(Inventory next) {
        // One event puts or removes one key, so as many keys are the same keys.
        boolean same = next.source().entries().size() == source().entries().size();
        return new KeptObject(
                id, createdAt, card, shares, listings, factsRevision, members, next, same ? watching : null);
    }

    private DeviceFacts factsFor(UserId user) {
        ObjectRights rights = rightsOf(user);
        return new DeviceFacts.ObjectFacts(
                card, owner(), rights == null ? new ObjectRights(false, false, false) : rights);
    }

    @Override
    public Map<String, Obligation> obligations() {
        Map<String, Obligation> duties = new HashMap<>(Objects.requireNonNull(watching));
        String key = DeviceKey.of(id);
        listings.showings(
                key,
                factsRevision,
                (source, listing) -> factsFor(new UserId(source.owner().id())),
                false,
                duties);
        listings.removals(key, duties);
        return duties;
    }

    @Override
    public List<MonitoringObjectEvent> settle(
            String key, Obligation obligation, @Nullable Refusal refusal, Instant now) {
        if (obligation.command() instanceof SourceCommand.PutDevice && refusal != null) {
            if (obligation.to().equals(owner().ref()) && refusal != Refusal.LIMIT_EXCEEDED) {
                // There is no such owner, or no more.
                return List.of(new MonitoringObjectEvent.Deleted(now));
            }
            return listings.refused(obligation).stream()
                    .<MonitoringObjectEvent>map(source -> new MonitoringObjectEvent.ListingDropped(source, refusal))
                    .toList();
        }
        return listings.confirmed(obligation).stream()
                .<MonitoringObjectEvent>map(MonitoringObjectEvent.RemovalConfirmed::new)
                .toList();
    }
}
