package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A main user's sub-users, and what it passes down to them.
 *
 * @param subUsers by id, the main user's revision at which each was added
 * @param ceiling null as long as there are no sub-users
 * @param revision the main user's revision at which the ceiling last changed
 */
public record Family(PMap<UserId, Long> subUsers, @Nullable Ceiling ceiling, long revision) {

    static Family none() {
        return new Family(HashTreePMap.empty(), null, 0);
    }

    Family with(UserId subUser, long at) {
        return new Family(subUsers.plus(subUser, at), ceiling, revision);
    }

    Family without(UserId subUser) {
        return new Family(subUsers.minus(subUser), ceiling, revision);
    }
}
