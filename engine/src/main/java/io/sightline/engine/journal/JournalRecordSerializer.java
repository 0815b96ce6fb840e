package io.sightline.engine.journal;

import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Gives Pekko the bytes of a {@link JournalRecord}: version (4 bytes), writer's epoch (8 bytes), then the event or state. The
 * manifest names this layout and nothing of Java.
 */
public final class JournalRecordSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 1_734_001;
    private static final String LAYOUT = "1";
    private static final int HEADER_BYTES = Integer.BYTES + Long.BYTES;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object record) {
        return LAYOUT;
    }

    @Override
    public byte[] toBinary(Object record) {
        if (!(record instanceof JournalRecord kept)) {
            throw new IllegalArgumentException("Only journal records, and not " + record.getClass());
        }
        return ByteBuffer.allocate(HEADER_BYTES + kept.bytes().length)
                .putInt(kept.version())
                .putLong(kept.writerEpoch())
                .put(kept.bytes())
                .array();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        if (!manifest.equals(LAYOUT) || bytes.length < HEADER_BYTES) {
            throw new NotSerializableException("Not a journal record of layout " + LAYOUT + ": " + manifest);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new JournalRecord(in.getInt(), in.getLong(), Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length));
    }
}
