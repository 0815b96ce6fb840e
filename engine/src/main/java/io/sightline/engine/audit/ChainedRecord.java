package io.sightline.engine.audit;

/**
 * A record in its place.
 *
 * @param stream the chain it belongs to
 * @param number its place, from 0, without gaps
 * @param hash what ties it to the record before it: 64 hex digits
 */
public record ChainedRecord(String stream, long number, AuditRecord record, String hash) {}
