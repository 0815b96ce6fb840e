package io.sightline.engine.audit;

import java.time.Instant;

/**
 * Where a chain begins since its oldest records have gone: what the first that is left has to follow. Only who has the chain's
 * key can make one.
 *
 * @param number of the first record that is left; those below it are gone
 * @param at when the last that is gone was recorded
 * @param hash of the last that is gone
 * @param seal what vouches for it: 64 hex digits
 */
public record Anchor(String stream, long number, Instant at, String hash, String seal) {}
