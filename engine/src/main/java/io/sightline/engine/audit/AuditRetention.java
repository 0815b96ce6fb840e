package io.sightline.engine.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * Has records forgotten once they have been kept for as long as they are to be. What goes is read once more and has to fit; of
 * a chain that was touched nothing goes. Any number of nodes may do it at once. Thread-safe.
 */
public final class AuditRetention {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

    private final AuditStore store;
    private final Chain chain;
    private final Duration kept;
    private final InstantSource clock;

    /**
     * @param kept how long; at least a day
     * @throws IllegalArgumentException when it is less
     */
    public AuditRetention(AuditStore store, Chain chain, Duration kept, InstantSource clock) {
        if (kept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("The audit is kept for a day at least");
        }
        this.store = store;
        this.chain = chain;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * Cuts every chain where its records are young enough; the newest of a chain stays however old it is, for the next one follows
     * it.
     *
     * @return how many records have gone
     */
    public CompletionStage<Long> sweep() {
        Instant oldest = clock.instant().minus(kept);
        return store.streams().thenCompose(names -> {
            CompletionStage<Long> gone = completedStage(0L);
            for (String name : names) {
                gone = gone.thenCompose(before -> sweep(name, oldest).thenApply(more -> before + more));
            }
            return gone;
        });
    }

    private CompletionStage<Long> sweep(String stream, Instant oldest) {
        return store.last(stream).thenCompose(last -> store.anchor(stream).thenCompose(anchor -> {
            if (last.isEmpty()) {
                return completedStage(0L);
            }
            ChainReport beginning =
                    anchor.map(each -> ChainReport.of(chain, each)).orElse(ChainReport.of(stream));
            return old(new Read(beginning, null), last.get().number(), oldest).thenCompose(this::cut);
        }));
    }

    /** @param newest of the records that go; null when none does */
    private record Read(ChainReport report, @Nullable ChainedRecord newest) {}

    /** Reads the records that are too old and stand before the last one. */
    private CompletionStage<Read> old(Read read, long last, Instant oldest) {
        if (!read.report.whole()) {
            return completedStage(read);
        }
        return store.from(read.report.stream(), read.report.count(), AuditStore.MOST)
                .thenCompose(records -> {
                    List<ChainedRecord> going = records.stream()
                            .takeWhile(each ->
                                    each.number() < last && each.record().at().isBefore(oldest))
                            .toList();
                    if (going.isEmpty()) {
                        return completedStage(read);
                    }
                    Read after = new Read(read.report.read(chain, going), going.get(going.size() - 1));
                    // On another thread, so that there may be as many as there are.
                    return going.size() < records.size()
                            ? completedStage(after)
                            : completedStage(after).thenComposeAsync(more -> old(more, last, oldest));
                });
    }

    private CompletionStage<Long> cut(Read read) {
        if (!read.report.whole()) {
            LOG.error("Nothing of the audit's chain {} goes: {}", read.report.stream(), read.report.fault());
            return completedStage(0L);
        }
        return Optional.ofNullable(read.newest)
                .map(newest ->
                        store.cut(chain.anchor(newest)).thenApply(done -> read.report.count() - read.report.first()))
                .orElse(completedStage(0L));
    }
}
