package io.sightline.engine.synchronize;

import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.FolderId;
import io.sightline.engine.domain.UserId;

/** Whose environments a synchronisation verifies. */
public sealed interface Target {

    /** One user; sub-users are users of their own. */
    record OfUser(UserId user) implements Target {}

    /** Everyone who holds the address. */
    record OfAddress(AddressId address) implements Target {}

    /** Everyone who holds the folder. */
    record OfFolder(FolderId folder) implements Target {}

    record OfEveryone() implements Target {}
}
