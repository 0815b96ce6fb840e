package io.sightline.engine.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the records of one chain, read in their order, have shown. A value: reading on makes another one.
 *
 * @param first the number of the oldest record there is; those before it have been kept for as long as they were to be
 * @param count how many records the chain has had, as far as it was read
 * @param hash of the last one; empty before the first of all
 * @param lastAt when the last one was recorded; null before the first of all
 * @param fault what is wrong with the first record that does not fit; null while everything does
 */
public record ChainReport(
        String stream,
        long first,
        long count,
        String hash,
        @Nullable Instant lastAt,
        @Nullable String fault) {

    /** The report before anything of a chain was read that still has its first record. */
    public static ChainReport of(String stream) {
        return new ChainReport(stream, 0, 0, "", null, null);
    }

    /** The same of a chain that begins at an anchor. */
    static ChainReport of(Chain chain, Anchor anchor) {
        ChainReport report =
                new ChainReport(anchor.stream(), anchor.number(), anchor.number(), anchor.hash(), anchor.at(), null);
        return chain.vouchesFor(anchor)
                ? report
                : report.broken("nothing vouches for its beginning at record " + anchor.number());
    }

    /** The report after these records as well. Past a fault nothing more is looked at. */
    public ChainReport read(Chain chain, List<ChainedRecord> records) {
        ChainReport report = this;
        for (ChainedRecord record : records) {
            report = report.read(chain, record);
        }
        return report;
    }

    private ChainReport read(Chain chain, ChainedRecord record) {
        if (fault != null) {
            return this;
        }
        if (record.number() != count) {
            return broken("record " + count + " is missing: record " + record.number() + " follows");
        }
        if (!chain.fits(hash, record)) {
            return broken("record " + count + " is not the one that was written there");
        }
        return new ChainReport(
                stream, first, count + 1, record.hash(), record.record().at(), null);
    }

    /**
     * The report at the end of the chain.
     *
     * @param reached how many records it has had at least
     */
    public ChainReport end(long reached) {
        return fault == null && count < reached
                ? broken("records " + count + " to " + (reached - 1) + " are missing at the end")
                : this;
    }

    public boolean whole() {
        return fault == null;
    }

    private ChainReport broken(String what) {
        return new ChainReport(stream, first, count, hash, lastAt, what);
    }
}
