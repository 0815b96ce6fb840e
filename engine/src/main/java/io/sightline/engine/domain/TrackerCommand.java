package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;

/** What a tracker is asked to do, and by which user: only the owner may do everything. */
public sealed interface TrackerCommand extends Command {

    record Create(TrackerCard card) implements TrackerCommand {}

    /**
     * @param through the monitoring object that gives the user the right, when it is shared with the user for this; null when
     *     the right is the user's own. Whether the object gives it has been looked at beforehand
     */
    record Change(UserId by, @Nullable MonitoringObjectId through, TrackerCard card) implements TrackerCommand {}

    /** Shares it with another user, or changes what that one may do. */
    record Share(UserId by, UserId user, boolean mayChange) implements TrackerCommand {}

    /** Takes it back; whoever has it may give it up as well. */
    record Unshare(UserId by, UserId user) implements TrackerCommand {}

    /** Assigns it to a monitoring object of the same owner. */
    record Assign(UserId by, MonitoringObjectId object) implements TrackerCommand {}

    record Unassign(UserId by, MonitoringObjectId object) implements TrackerCommand {}

    /** Deletes it for good; not while it is shared. */
    record Delete(UserId by) implements TrackerCommand {}

    /** Its owner is no more, so it goes, and every share with it. */
    record Abandon() implements TrackerCommand {}
}
