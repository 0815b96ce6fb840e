package io.sightline.client.wire;

import java.util.HexFormat;

/**
 * Number of entries and the sum of their entry hashes modulo 2^128. Two sources with equal digests at an equal cursor hold the same entries.
 *
 * @param hi upper 64 bits of the sum
 * @param lo lower 64 bits of the sum
 */
public record Digest(long count, long hi, long lo) {
    public static final Digest EMPTY = new Digest(0, 0, 0);

    public Digest plus(Digest other) {
        long sum = lo + other.lo;
        long carry = Long.compareUnsigned(sum, lo) < 0 ? 1 : 0;
        return new Digest(count + other.count, hi + other.hi + carry, sum);
    }

    /** The sum in 32 hex digits. */
    public String sum() {
        var hex = HexFormat.of();
        return hex.toHexDigits(hi) + hex.toHexDigits(lo);
    }
}
