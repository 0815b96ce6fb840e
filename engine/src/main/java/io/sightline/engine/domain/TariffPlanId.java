package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A tariff plan of the catalogue. */
public record TariffPlanId(@JsonValue String value) {

    @JsonCreator
    public TariffPlanId {
        Ids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
