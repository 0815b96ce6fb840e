package io.sightline.engine.domain;

import java.time.Instant;

/** What has happened to a tariff for single devices. */
public sealed interface DeviceTariffEvent extends Event {

    record Created(DeviceTariffTerms terms, Instant at) implements DeviceTariffEvent {}

    record Changed(DeviceTariffTerms terms) implements DeviceTariffEvent {}

    record Withdrawn(Instant at) implements DeviceTariffEvent {}
}
