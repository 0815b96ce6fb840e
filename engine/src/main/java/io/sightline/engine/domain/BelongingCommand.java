package io.sightline.engine.domain;

/** What a tracker or a camera of a user is asked to do as a thing that belongs to somebody: only the owner may do everything. */
public sealed interface BelongingCommand extends TrackerCommand, CameraCommand {

    /** Shares it with another user, or changes what that one may do. */
    record Share(UserId by, UserId user, boolean mayChange) implements BelongingCommand {}

    /** Takes it back; whoever has it may give it up as well. */
    record Unshare(UserId by, UserId user) implements BelongingCommand {}

    /** Assigns it to a monitoring object of the same owner. */
    record Assign(UserId by, MonitoringObjectId object) implements BelongingCommand {}

    record Unassign(UserId by, MonitoringObjectId object) implements BelongingCommand {}

    /**
     * Says whether the time that was paid for it is over. While it is, everybody who has it is shown it locked.
     *
     * @param number the revision of the owner's ledger at which this came to hold; an older one is void
     */
    record SetExpired(boolean expired, long number) implements BelongingCommand {}

    /** Deletes it for good; not while it is shared. */
    record Delete(UserId by) implements BelongingCommand {}

    /** Its owner is no more, so it goes, and every share with it. */
    record Abandon() implements BelongingCommand {}
}
