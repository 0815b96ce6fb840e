package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A tariff for single devices. */
public record DeviceTariffId(@JsonValue String value) {

    @JsonCreator
    public DeviceTariffId {
        Ids.check(value);
    }

    public EntityRef ref() {
        return new EntityRef(Kind.DEVICE_TARIFF, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
