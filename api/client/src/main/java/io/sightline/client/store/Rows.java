package io.sightline.client.store;

import java.nio.ByteBuffer;

import io.sightline.client.core.Manifest.Grant;
import io.sightline.client.core.Position;
import io.sightline.client.wire.Entry;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How the rows of a {@link FileStore} look: numbers big endian, then texts with their length. */
final class Rows {
    /** Sorts below everything a source id holds, so one source's rows lie together. */
    private static final char SEPARATOR = 0;

    private Rows() {}

    static MVMap.Builder<String, byte[]> map() {
        return new MVMap.Builder<String, byte[]>()
                .keyType(StringDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE);
    }

    static MVMap.Builder<String, String> texts() {
        return new MVMap.Builder<String, String>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StringDataType.INSTANCE);
    }

    static String key(String source, String key) {
        return source + SEPARATOR + key;
    }

    static String source(String rowKey) {
        return rowKey.substring(0, rowKey.indexOf(SEPARATOR));
    }

    static byte[] entry(Entry entry) {
        byte[] value = entry.v().getBytes(UTF_8);
        byte[] hash = entry.h().getBytes(UTF_8);
        return ByteBuffer.allocate(17 + hash.length + value.length)
                .putLong(entry.r())
                .putLong(entry.dr())
                .put((byte) hash.length)
                .put(hash)
                .put(value)
                .array();
    }

    static Entry entry(String key, byte[] row) {
        var in = ByteBuffer.wrap(row);
        long revision = in.getLong();
        long deviceRevision = in.getLong();
        var hash = text(in, in.get());
        return new Entry(key, revision, deviceRevision, text(in, in.remaining()), hash);
    }

    static byte[] position(Position position) {
        byte[] epoch = position.epoch().getBytes(UTF_8);
        return ByteBuffer.allocate(16 + epoch.length)
                .putLong(position.rev())
                .putLong(position.grant())
                .put(epoch)
                .array();
    }

    static Position position(byte[] row) {
        var in = ByteBuffer.wrap(row);
        long revision = in.getLong();
        long grant = in.getLong();
        return new Position(text(in, in.remaining()), revision, grant);
    }

    static byte[] grant(Grant grant) {
        return ByteBuffer.allocate(24)
                .putLong(grant.g())
                .putInt(grant.c())
                .putInt(grant.p())
                .putLong(grant.until())
                .array();
    }

    static Grant grant(byte[] row) {
        var in = ByteBuffer.wrap(row);
        return new Grant(in.getLong(), in.getInt(), in.getInt(), in.getLong());
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }
}
