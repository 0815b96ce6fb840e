package io.sightline.engine.domain;

import java.time.Instant;

/**
 * What became of one billing request; kept for the life of the entity, so that a repetition, however late, changes nothing.
 *
 * @param detail the refusal's name or what else explains the outcome; never personal data; may be empty
 */
public record Receipt(BillingRequest request, Outcome outcome, String detail, Instant at) {}
