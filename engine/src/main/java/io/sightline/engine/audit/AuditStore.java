package io.sightline.engine.audit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps chains of records. They grow at their end and, when records have been kept for as long as they are to be, are cut at their
 * beginning; nothing else ever happens to them. Implementations are thread-safe; a failed stage means that the store did
 * not answer, and that what was asked may have happened or may happen yet.
 */
public interface AuditStore {

    /** The most records of one call. */
    int MOST = 256;

    /** The chains there are, in no order. */
    CompletionStage<List<String>> streams();

    /** The newest record of a chain. After it was answered, no append that began before it happens any more. */
    CompletionStage<Optional<ChainedRecord>> last(String stream);

    /**
     * Keeps all of the records, or none when a number among them is taken.
     *
     * @param run at least one and at most {@link #MOST} of one stream, each the next of the one before
     * @return whether they are kept
     */
    CompletionStage<Boolean> append(List<ChainedRecord> run);

    /** Where a chain begins; empty while its first record is still there. */
    CompletionStage<Optional<Anchor>> anchor(String stream);

    /**
     * Cuts a chain at its beginning: keeps the anchor, then forgets every record below it. To be called again after a failure.
     *
     * @param anchor below the chain's last record; one that is not beyond the anchor there is changes nothing
     */
    CompletionStage<Void> cut(Anchor anchor);

    /** Records of a chain from a number on, oldest first; fewer than the limit only where the chain ends. */
    CompletionStage<List<ChainedRecord>> from(String stream, long number, int limit);

    /** Records of a chain below a number, newest first; fewer than the limit only where the chain begins. */
    CompletionStage<List<ChainedRecord>> below(String stream, long number, int limit);

    /** How many records a chain has had at least, as was noted apart from them, so that records missing at its end are missed. */
    CompletionStage<Long> reached(String stream);
}
