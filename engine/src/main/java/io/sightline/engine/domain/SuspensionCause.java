package io.sightline.engine.domain;

/**
 * Why a user has no access for now. Each cause is set and lifted by its own side alone, so that no command undoes what another
 * side has decided; access is back when the last one has gone.
 */
public enum SuspensionCause {
    /** The billing system has paused the subscription. */
    BILLING_PAUSE,
    /** No tariff plan is attached and active; only users who need one can have it. */
    NO_ACTIVE_SERVICE,
    /** An administrator has switched the user off. */
    ADMIN_DISABLED,
    /** The date set for a temporary user has passed. */
    EXPIRED,
    /** The customer, which is the main user and all its sub-users, was disabled. */
    CUSTOMER_DISABLED,
    /** The main user of this sub-user is suspended. */
    PARENT_SUSPENDED
}
