package io.sightline.engine.domain;

/**
 * A billing request as an entity needs to know it; what is asked for is a command beside it.
 *
 * @param fingerprint a keyed hash of the whole body in hex: the same id with another body is another request
 */
public record BillingRequest(RequestId id, String fingerprint, RequestType type, Order order) {}
