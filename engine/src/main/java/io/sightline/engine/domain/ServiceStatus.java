package io.sightline.engine.domain;

/** How the tariff plan of a user stands; shown as the user's service. */
public enum ServiceStatus {
    /** No plan is attached. */
    SERVICE_NOT_ADDED(Service.NONE),
    /** A plan is attached and was never activated. */
    NOT_ACTIVATED(Service.NONE),
    ACTIVE(Service.FULL),
    ON_PAUSE(Service.PAUSED),
    /** The operator's billing knows the user and no longer the packages. */
    ONLY_LIVE(Service.LIVE_ONLY),
    /** The operator's billing does not know the user as active. Only a manual synchronisation brings it back. */
    DEACTIVATED(Service.NONE);

    private final Service service;

    ServiceStatus(Service service) {
        this.service = service;
    }

    /** What a user has at this status. */
    public Service service() {
        return service;
    }

    /** Whether the operator's billing is asked about it from time to time, and may be asked by hand. */
    public boolean isPolled() {
        return this == ACTIVE || this == ONLY_LIVE;
    }
}
