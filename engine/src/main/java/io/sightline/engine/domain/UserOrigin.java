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
    record Temporary(Instant expiresAt, int ptzPriority) implements UserOrigin {

        static boolean isPriority(int priority) {
            return priority >= 1 && priority <= 100;
        }
    }

    /**
     * Registered on the platform where users pay for their own devices. Its login is its address of mail; it is switched off by an
     * administrator's lock until it is activated.
     */
    record Platform(Registration registration, MailProof mail) implements UserOrigin {

        Platform with(Registration other) {
            return new Platform(other, mail);
        }

        Platform with(MailProof other) {
            return new Platform(registration, other);
        }
    }

    /** An additional login under a main user. */
    record SubUser(UserId parent) implements UserOrigin {}
}
