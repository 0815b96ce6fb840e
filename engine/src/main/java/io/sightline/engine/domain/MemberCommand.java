package io.sightline.engine.domain;

/** What users tell the places they hold, so that a place knows whom it concerns. */
public sealed interface MemberCommand extends AddressCommand, FolderCommand {

    /** @param number the user's revision at which it took the place; what is older than the last word of that user is void */
    record Join(UserId user, long number) implements MemberCommand {}

    /** @param number the user's revision at which it left the place */
    record Leave(UserId user, long number) implements MemberCommand {}
}
