package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * A main user's sub-users, and what it passes down to them.
 *
 * @param subUsers by id, the main user's revision at which each was added
 * @param ceiling null as long as there are no sub-users
 * @param revision the main user's revision at which the ceiling last changed
 * @param former those it has had before, who are to be erased with it
 */
public record Family(PMap<UserId, Long> subUsers, @Nullable Ceiling ceiling, long revision, PSet<UserId> former) {

    public Family(
            PMap<UserId, Long> subUsers, @Nullable Ceiling ceiling, long revision, @Nullable PSet<UserId> former) {
        this.subUsers = subUsers;
        this.ceiling = ceiling;
        this.revision = revision;
        this.former = former == null ? HashTreePSet.empty() : former;
    }

    static Family none() {
        return new Family(HashTreePMap.empty(), null, 0, HashTreePSet.empty());
    }

    Family with(UserId subUser, long at) {
        return new Family(subUsers.plus(subUser, at), ceiling, revision, former.minus(subUser));
    }

    Family without(UserId subUser) {
        return subUsers.containsKey(subUser)
                ? new Family(subUsers.minus(subUser), ceiling, revision, former.plus(subUser))
                : this;
    }

    Family under(@Nullable Ceiling next, long at) {
        return new Family(subUsers, next, at, former);
    }
}
