package io.sightline.engine.domain;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;

/**
 * What a tracker and a camera of a user have in common: whose it is, with whom it is shared, and whether it is paid for.
 *
 * @param shares by user it is shared with, whether that one may change its fields
 * @param expired whether the time that was paid for it is over
 * @param expiredNumber the revision of the owner's ledger at which that came to hold, 0 for never yet
 */
public record Belonging(UserId owner, PMap<UserId, Boolean> shares, boolean expired, long expiredNumber) {

    static Belonging of(UserId owner) {
        return new Belonging(owner, HashTreePMap.empty(), false, 0);
    }

    /** What a user may do by itself, whatever monitoring objects add; null for nothing. */
    public @Nullable Holding holdingOf(UserId user) {
        if (user.equals(owner)) {
            return Holding.OWNER;
        }
        Boolean mayChange = shares.get(user);
        return mayChange == null ? null : mayChange ? Holding.CHANGE : Holding.VIEW;
    }

    /** What the user may do in whose source it stands; in a monitoring object always {@code VIEW}. */
    Holding holdingIn(SourceId source) {
        EntityRef shownBy = source.owner();
        Holding holding = shownBy.kind() == Kind.USER ? holdingOf(new UserId(shownBy.id())) : null;
        return holding == null ? Holding.VIEW : holding;
    }

    /**
     * Whether a user may change its fields.
     *
     * @param through the monitoring object that gives the right, or null; it counts as long as the thing is assigned to it
     */
    boolean mayChange(UserId by, @Nullable MonitoringObjectId through, Listings listings) {
        Holding holding = holdingOf(by);
        return holding == Holding.OWNER
                || holding == Holding.CHANGE
                || (through != null && listings.shown().containsKey(SourceId.of(through)));
    }

    /** The monitoring objects that a thing with these listings is assigned to. */
    static Set<MonitoringObjectId> objects(Listings listings) {
        Set<MonitoringObjectId> objects = new TreeSet<>(Comparator.comparing(MonitoringObjectId::value));
        for (SourceId source : listings.shown().keySet()) {
            if (source.owner().kind() == Kind.MONITORING_OBJECT) {
                objects.add(new MonitoringObjectId(source.owner().id()));
            }
        }
        return objects;
    }

    /**
     * Decides what becomes of a command.
     *
     * @param as an event of these as one of the thing's own
     * @param deleted what happens when the thing goes
     */
    <E extends Event> Decision<E> decide(
            BelongingCommand command, Listings listings, Function<BelongingEvent, E> as, E deleted) {
        if (command instanceof BelongingCommand.SetExpired set) {
            return set.number() <= expiredNumber
                    ? unchanged()
                    : accept(as.apply(new BelongingEvent.ExpiredSet(set.expired(), set.number())));
        }
        if (command instanceof BelongingCommand.Abandon) {
            return accept(deleted);
        }
        if (!isAllowed(command)) {
            return refuse(FORBIDDEN, "owner");
        }
        if (command instanceof BelongingCommand.Share share) {
            return share(share, as);
        }
        if (command instanceof BelongingCommand.Unshare unshare) {
            return shares.containsKey(unshare.user())
                    ? accept(as.apply(new BelongingEvent.Unshared(unshare.user())))
                    : unchanged();
        }
        if (command instanceof BelongingCommand.Assign assign) {
            if (listings.shown().containsKey(SourceId.of(assign.object()))) {
                return unchanged();
            }
            return objects(listings).size() < Limits.OBJECTS_OF_A_DEVICE
                    ? accept(as.apply(new BelongingEvent.Assigned(assign.object())))
                    : refuse(LIMIT_EXCEEDED, "objects");
        }
        if (command instanceof BelongingCommand.Unassign unassign) {
            return listings.shown().containsKey(SourceId.of(unassign.object()))
                    ? accept(as.apply(new BelongingEvent.Unassigned(unassign.object())))
                    : unchanged();
        }
        if (command instanceof BelongingCommand.Delete) {
            return shares.isEmpty() ? accept(deleted) : refuse(CONFLICT, "shares");
        }
        throw new AssertionError(command);
    }

    private boolean isAllowed(BelongingCommand command) {
        if (command instanceof BelongingCommand.Share share) {
            return share.by().equals(owner);
        }
        if (command instanceof BelongingCommand.Unshare unshare) {
            return unshare.by().equals(owner) || unshare.by().equals(unshare.user());
        }
        if (command instanceof BelongingCommand.Assign assign) {
            return assign.by().equals(owner) && assign.object().owner().equals(owner);
        }
        if (command instanceof BelongingCommand.Unassign unassign) {
            return unassign.by().equals(owner);
        }
        return command instanceof BelongingCommand.Delete delete && delete.by().equals(owner);
    }

    private <E extends Event> Decision<E> share(BelongingCommand.Share share, Function<BelongingEvent, E> as) {
        if (share.user().equals(owner)) {
            return refuse(INVALID, "user");
        }
        Boolean held = shares.get(share.user());
        if (held == null && shares.size() >= Limits.SHARES) {
            return refuse(LIMIT_EXCEEDED, "shares");
        }
        return held != null && held == share.mayChange()
                ? unchanged()
                : accept(as.apply(new BelongingEvent.Shared(share.user(), share.mayChange())));
    }

    Belonging apply(BelongingEvent event) {
        if (event instanceof BelongingEvent.Shared shared) {
            return sharedWith(shares.plus(shared.user(), shared.mayChange()));
        }
        if (event instanceof BelongingEvent.Unshared unshared) {
            return sharedWith(shares.minus(unshared.user()));
        }
        return event instanceof BelongingEvent.ExpiredSet set
                ? new Belonging(owner, shares, set.expired(), set.number())
                : this;
    }

    /** The same when a source would not have the thing: a user whose source it was has no share in it either. */
    Belonging droppedBy(SourceId source) {
        EntityRef by = source.owner();
        return by.kind() == Kind.USER ? sharedWith(shares.minus(new UserId(by.id()))) : this;
    }

    private Belonging sharedWith(PMap<UserId, Boolean> next) {
        return new Belonging(owner, next, expired, expiredNumber);
    }

    /** Where it shows itself after an event. */
    static Listings listings(Listings before, BelongingEvent event, long revision) {
        if (event instanceof BelongingEvent.Shared shared) {
            return before.with(SourceId.of(shared.user()), new Listings.Listing(revision, 0, null));
        }
        if (event instanceof BelongingEvent.Unshared unshared) {
            return before.leaving(SourceId.of(unshared.user()), revision);
        }
        if (event instanceof BelongingEvent.Assigned assigned) {
            return before.with(SourceId.of(assigned.object()), new Listings.Listing(revision, 0, null));
        }
        return event instanceof BelongingEvent.Unassigned unassigned
                ? before.leaving(SourceId.of(unassigned.object()), revision)
                : before;
    }

    /** Whether a thing that was never there has done already what it is asked. */
    static boolean isDoneWithout(Command command) {
        return command instanceof BelongingCommand.Abandon || command instanceof BelongingCommand.Unshare;
    }

    /** Whether a thing that is deleted has done already what it is asked. */
    static boolean isDoneByDeletion(Command command) {
        return isDoneWithout(command)
                || command instanceof BelongingCommand.Delete
                || command instanceof BelongingCommand.Unassign;
    }
}
