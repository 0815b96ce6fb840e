package io.sightline.engine.sync;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A fingerprint of a set of entries: how many, and the sum of their 128-bit hashes modulo 2^128. Adding commutes, so the
 * order does not matter. The hashes are those of section 7 of the protocol's page.
 *
 * @param high the upper half of the sum
 * @param low the lower half
 */
public record Digest(int count, long high, long low) {

    public static final Digest EMPTY = new Digest(0, 0, 0);

    /** How many leaves a source's digest splits into. */
    public static final int LEAVES = 16;

    /** The digest of one entry, from the 16 bytes of its hash. */
    static Digest of(byte[] hash) {
        return new Digest(1, Hashes.longAt(hash, 0), Hashes.longAt(hash, 8));
    }

    public Digest plus(Digest other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Digest(count + other.count, high + other.high + carry, sum);
    }

    /** The sum as 32 hex digits. */
    public String sum() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    /**
     * Reads what a client says.
     *
     * @throws IllegalArgumentException unless the sum is 32 hex digits
     */
    public static Digest parse(int count, String sum) {
        if (sum.length() != 32) {
            throw new IllegalArgumentException("A sum is 32 hex digits");
        }
        return new Digest(
                count,
                HexFormat.fromHexDigitsToLong(sum.substring(0, 16)),
                HexFormat.fromHexDigitsToLong(sum.substring(16)));
    }

    /** The digests of the 16 leaves, in order. */
    public record Leaves(List<Digest> leaves) {
        public Leaves {
            leaves = List.copyOf(leaves);
            if (leaves.size() != LEAVES) {
                throw new IllegalArgumentException("There are 16 leaves");
            }
        }

        public Digest whole() {
            Digest sum = EMPTY;
            for (Digest leaf : leaves) {
                sum = sum.plus(leaf);
            }
            return sum;
        }

        /** The leaves in which the two differ, as their hex digits in order; empty when they are equal. */
        public String differing(Leaves other) {
            StringBuilder digits = new StringBuilder();
            for (int leaf = 0; leaf < LEAVES; leaf++) {
                if (!leaves.get(leaf).equals(other.leaves.get(leaf))) {
                    digits.append(Character.forDigit(leaf, 16));
                }
            }
            return digits.toString();
        }
    }

    /** Gathers entries into leaves. Not thread-safe. */
    public static final class Gatherer {
        private final Hashes hashes = new Hashes();
        private final Digest[] leaves = new Digest[LEAVES];

        public Gatherer() {
            java.util.Arrays.fill(leaves, EMPTY);
        }

        /**
         * @param rev the entry's revision
         * @param hash the 8 bytes of {@code h}
         */
        public void add(String key, long rev, long hash) {
            int leaf = hashes.leaf(key);
            leaves[leaf] = leaves[leaf].plus(of(hashes.entry(key, rev, hash)));
        }

        public Leaves leaves() {
            return new Leaves(new ArrayList<>(List.of(leaves)));
        }
    }
}
