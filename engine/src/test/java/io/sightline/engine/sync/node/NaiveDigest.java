package io.sightline.engine.sync.node;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import io.sightline.engine.sync.node.NaiveStore.Entry;

/** The protocol's digests, computed as its page says and not as the server does. */
final class NaiveDigest {

    private NaiveDigest() {}

    /** The root of all that is held. */
    static String root(NaiveStore store) {
        StringBuilder text = new StringBuilder();
        text.append(store.me == null ? "-" : store.me)
                .append(' ')
                .append(store.mrev)
                .append('\n');
        if (store.status.equals("active")) {
            store.sources.forEach((s, held) -> text.append(s)
                    .append(' ')
                    .append(held.e == null ? "-" : held.e)
                    .append(' ')
                    .append(held.rev)
                    .append(' ')
                    .append(held.g)
                    .append('\n'));
        }
        return hash(text.toString()).substring(0, 16);
    }

    /** A count of entries and the sum of their hashes, as a digest names them. */
    record Sum(int count, String hex) {}

    /** The sums of the sixteen leaves of a source, and behind them that of the whole. */
    static List<Sum> sums(Iterable<Entry> entries) {
        BigInteger[] sums = new BigInteger[17];
        int[] counts = new int[17];
        Arrays.fill(sums, BigInteger.ZERO);
        for (Entry entry : entries) {
            int leaf = Character.digit(hash(entry.k()).charAt(0), 16);
            for (int at : new int[] {leaf, 16}) {
                sums[at] = sums[at].add(h128(entry)).mod(BigInteger.ONE.shiftLeft(128));
                counts[at]++;
            }
        }
        List<Sum> all = new ArrayList<>();
        for (int at = 0; at < 17; at++) {
            all.add(new Sum(counts[at], hex(sums[at])));
        }
        return all;
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static BigInteger h128(Entry entry) {
        byte[] k = entry.k().getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.allocate(k.length + 17);
        text.put(k).put((byte) 0).putLong(entry.r()).put(HexFormat.of().parseHex(entry.h()));
        return new BigInteger(1, Arrays.copyOf(sha256(text.array()), 16));
    }

    private static String hex(BigInteger sum) {
        String digits = sum.toString(16);
        return "0".repeat(32 - digits.length()) + digits;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
