package io.sightline.engine.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The protocol's uses of SHA-256. Holds one digest and is therefore for one thread. */
public final class Hashes {

    private final MessageDigest sha256;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    public Hashes() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The first 8 bytes of the hash of a text in UTF-8: of a value its {@code h}, of a key its place in {@code live}. */
    public long text(String text) {
        return longAt(sha256.digest(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** The leaf of a key, 0 to 15. */
    public int leaf(String key) {
        return (int) (text(key) >>> 60);
    }

    /** H of an entry, 32 bytes of which the first 16 count. */
    byte[] entry(String key, long rev, long hash) {
        sha256.update(key.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        number(rev);
        number(hash);
        return sha256.digest();
    }

    /** The first 8 bytes of the hash of bytes. */
    public long bytes(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        return longAt(sha256.digest(), 0);
    }

    private void number(long value) {
        sha256.update(number.clear().putLong(value).array());
    }

    static long longAt(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getLong(at);
    }
}
