package io.sightline.client.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The hashes both ends compute (protocol page, sections 1, 4, 6 and 7). All are cut from SHA-256. Thread-safe. */
public final class Hashes {
    /** The order of source ids: that of their UTF-8 bytes, which is the order of code points and not that of {@code String}. */
    public static final Comparator<String> UTF8_ORDER = Hashes::compareCodePoints;

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Hashes::sha256);
    private static final HexFormat HEX = HexFormat.of();

    private Hashes() {}

    /** The hash {@code h} of a value: 8 bytes in 16 lower-case hex digits. */
    public static String value(String v) {
        return HEX.toHexDigits(first8(v.getBytes(UTF_8)));
    }

    /** The hash of a device key in the {@code live} list. Its first hex digit is the {@link #leaf leaf}. */
    public static long key(String k) {
        return first8(k.getBytes(UTF_8));
    }

    /** The leaf, 0 to 15, of a key with this hash. */
    public static int leaf(long keyHash) {
        return (int) (keyHash >>> 60);
    }

    /**
     * The digest of a single entry.
     *
     * @param h 16 hex digits, the stored hash or, for a deep verification, one computed again
     */
    public static Digest entry(String k, long r, String h) {
        byte[] key = k.getBytes(UTF_8);
        var text = ByteBuffer.allocate(key.length + 17)
                .put(key)
                .put((byte) 0)
                .putLong(r)
                .put(HEX.parseHex(h))
                .array();
        var hash = ByteBuffer.wrap(SHA_256.get().digest(text));
        return new Digest(1, hash.getLong(), hash.getLong());
    }

    /**
     * The root of a cursor.
     *
     * @param me null without a manifest; then {@code mrev} is -1
     * @param cursors every granted source in {@link #UTF8_ORDER}; none while the user is paused or ended
     */
    public static String root(@Nullable String me, long mrev, Iterable<Cursor> cursors) {
        var text = new StringBuilder(256)
                .append(me == null ? Cursor.NO_EPOCH : me)
                .append(' ')
                .append(mrev)
                .append('\n');
        for (var cursor : cursors) {
            text.append(cursor.s()).append(' ').append(cursor.e()).append(' ');
            text.append(cursor.rev()).append(' ').append(cursor.g()).append('\n');
        }
        return HEX.toHexDigits(first8(text.toString().getBytes(UTF_8)));
    }

    private static long first8(byte[] bytes) {
        return ByteBuffer.wrap(SHA_256.get().digest(bytes)).getLong();
    }

    private static int compareCodePoints(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // A surrogate stands for a code point above every other char.
                boolean high = Character.isSurrogate(a);
                return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
