package io.sightline.engine.journal;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What stands in one row of the journal or the snapshot store.
 *
 * @param version the version of the form ({@link EventCodec#version})
 * @param writerEpoch the lease under which the writer owned the entity, 0 when there are no leases; of two rows with one
 *     sequence number the higher epoch is the lawful one
 * @param bytes not copied; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent")
public record JournalRecord(int version, long writerEpoch, byte[] bytes) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JournalRecord that
                && version == that.version
                && writerEpoch == that.writerEpoch
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, writerEpoch, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return "JournalRecord[version=" + version + ", writerEpoch=" + writerEpoch + ", " + bytes.length + " bytes]";
    }
}
