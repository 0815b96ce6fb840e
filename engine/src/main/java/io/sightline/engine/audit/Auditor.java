package io.sightline.engine.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * Writes one chain. Records that come while the store is busy go together in its next write. Nothing is assumed about what
 * the store holds: after a start, a failure, or another writer on the same chain, it is asked and gone on from. Thread-safe.
 */
public final class Auditor {

    /** Records that may wait at once; one more fails. */
    static final int WAITING = 8_192;

    private static final int TRIES = 3;
    private static final int RUN = 64;

    /** @param last null when the chain has not begun */
    private record End(@Nullable ChainedRecord last) {}

    private record Entry(AuditRecord record, CompletableFuture<ChainedRecord> written) {}

    /** More records wait for the store than may. */
    public static final class BusyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BusyException() {
            super("Too much waits to be recorded");
        }
    }

    private final AuditStore store;
    private final Chain chain;
    private final String stream;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private boolean writing;
    /** The end of the chain; null while the store has to be asked. */
    private volatile @Nullable End end;

    /** @param stream of this process alone, and the same after a restart */
    public Auditor(AuditStore store, Chain chain, String stream) {
        this.store = store;
        this.chain = chain;
        this.stream = stream;
    }

    /** Completes when the record is durable, with its place; fails when that is not certain. */
    public CompletionStage<ChainedRecord> record(AuditRecord record) {
        Entry entry = new Entry(record, new CompletableFuture<>());
        synchronized (this) {
            if (waiting.size() >= WAITING) {
                return CompletableFuture.failedStage(new BusyException());
            }
            waiting.add(entry);
            if (writing) {
                return entry.written.minimalCompletionStage();
            }
            writing = true;
        }
        writeNext();
        return entry.written.minimalCompletionStage();
    }

    private void writeNext() {
        List<Entry> entries = new ArrayList<>();
        synchronized (this) {
            while (entries.size() < RUN && !waiting.isEmpty()) {
                entries.add(waiting.remove());
            }
            writing = !entries.isEmpty();
        }
        if (!entries.isEmpty()) {
            // On another thread: a store that answers at once must not make this as deep as the queue is long.
            write(entries, TRIES).whenCompleteAsync((run, failure) -> {
                for (int index = 0; index < entries.size(); index++) {
                    if (run != null) {
                        entries.get(index).written.complete(run.get(index));
                    } else {
                        entries.get(index).written.completeExceptionally(failure);
                    }
                }
                writeNext();
            });
        }
    }

    private CompletionStage<List<ChainedRecord>> write(List<Entry> entries, int tries) {
        return end().thenCompose(before -> {
            List<ChainedRecord> run = run(before.last, entries);
            return attempt(run).thenCompose(kept -> {
                if (kept) {
                    end = new End(run.get(run.size() - 1));
                    return completedStage(run);
                }
                end = null;
                return tries == 1
                        ? CompletableFuture.failedStage(
                                new IllegalStateException("Others write the chain " + stream + " too"))
                        : write(entries, tries - 1);
            });
        });
    }

    private CompletionStage<End> end() {
        End known = end;
        return known == null ? store.last(stream).thenApply(last -> new End(last.orElse(null))) : completedStage(known);
    }

    private List<ChainedRecord> run(@Nullable ChainedRecord newest, List<Entry> entries) {
        List<ChainedRecord> run = new ArrayList<>();
        ChainedRecord previous = newest;
        for (Entry entry : entries) {
            AuditRecord record = previous == null
                    ? entry.record
                    : entry.record.notBefore(previous.record().at());
            previous = chain.next(stream, previous, record);
            run.add(previous);
        }
        return run;
    }

    /** Whether the run is kept. Where the store cannot tell, it is looked up, for a run written twice would be two truths. */
    private CompletionStage<Boolean> attempt(List<ChainedRecord> run) {
        return store.append(run)
                .handle((kept, failure) -> {
                    if (failure == null && kept) {
                        return completedStage(true);
                    }
                    end = null;
                    return store.last(stream)
                            .thenCompose(settled -> isThere(run.get(0)))
                            .handle((found, unknown) -> {
                                if (unknown != null || (failure != null && !found)) {
                                    throw new CompletionException(failure == null ? unknown : failure);
                                }
                                return found;
                            });
                })
                .thenCompose(outcome -> outcome);
    }

    private CompletionStage<Boolean> isThere(ChainedRecord record) {
        return store.from(stream, record.number(), 1)
                .thenApply(found -> !found.isEmpty() && found.get(0).hash().equals(record.hash()));
    }
}
