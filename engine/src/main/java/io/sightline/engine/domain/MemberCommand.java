package io.sightline.engine.domain;

/** What users tell the places they hold, so that a place knows whom it concerns. */
public sealed interface MemberCommand extends AddressCommand, FolderCommand, MonitoringObjectCommand {

    /** @param number the user's revision at which it took the place or ceased to be idle, whichever is later; what is older than the last word of that user is void */
    record Join(UserId user, long number) implements MemberCommand {}

    /**
     * As {@link Join}, of a user who has no service: it holds the place, and no camera records for it.
     *
     * @param number the user's revision at which it took the place or became idle, whichever is later
     */
    record Idle(UserId user, long number) implements MemberCommand {}

    /** @param number the user's revision at which it left the place */
    record Leave(UserId user, long number) implements MemberCommand {}
}
