package io.sightline.engine.domain;

import java.time.Instant;

/**
 * A tariff plan of the catalogue.
 *
 * @param revision the catalogue's revision at which it last changed
 */
public record TariffPlan(TariffPlanId id, TariffOffer offer, Status status, Instant createdAt, long revision) {

    /** Whether it can be attached. Users who have an archived plan keep it. */
    public enum Status {
        ACTIVE,
        ARCHIVED,
        /** Was archived and can be attached again. */
        RESTORED
    }

    public boolean isAttachable() {
        return status != Status.ARCHIVED;
    }

    TariffPlan offering(TariffOffer next, long at) {
        return new TariffPlan(id, next, status, createdAt, at);
    }

    TariffPlan standing(Status next, long at) {
        return new TariffPlan(id, offer, next, createdAt, at);
    }
}
