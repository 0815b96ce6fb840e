package io.sightline.engine.domain;

import java.time.Instant;

/** Where a user comes from, with what only such a user has. */
public sealed interface UserOrigin {

    /** Created by the operator's billing system. */
    record Billing() implements UserOrigin {}

    /** Added by hand in the portal of firms and persons with a tariff; it has access only with an active plan. */
    record Portal() implements UserOrigin {}

    /**
     * Created by an administrator, for a time.
     *
     * @param ptzPriority 1 to 100; of two users who move one camera the larger wins
     */
    record Temporary(Instant expiresAt, int ptzPriority) implements UserOrigin {}

    /** An additional login under a main user. */
    record SubUser(UserId parent) implements UserOrigin {}
}
