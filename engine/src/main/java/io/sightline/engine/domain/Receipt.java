package io.sightline.engine.domain;

import java.time.Instant;

/**
 * What became of one billing request; kept with the latest {@link Limits#RECEIPTS} of the entity, so that a repetition changes
 * nothing.
 *
 * @param detail the refusal's name or what else explains the outcome; never personal data; may be empty
 */
public record Receipt(BillingRequest request, Outcome outcome, String detail, Instant at) {}
