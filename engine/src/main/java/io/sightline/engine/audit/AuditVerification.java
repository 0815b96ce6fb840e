package io.sightline.engine.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import static java.util.concurrent.CompletableFuture.completedStage;

/** Reads every chain from the oldest record there is to its last. */
public final class AuditVerification {

    private final AuditStore store;
    private final Chain chain;

    public AuditVerification(AuditStore store, Chain chain) {
        this.store = store;
        this.chain = chain;
    }

    /** A report for each chain, in the order of their names. */
    public CompletionStage<List<ChainReport>> all() {
        return store.streams().thenCompose(names -> {
            CompletionStage<List<ChainReport>> reports = completedStage(new ArrayList<>());
            for (String name : names.stream().sorted().toList()) {
                reports = reports.thenCompose(before -> of(name).thenApply(report -> {
                    before.add(report);
                    return before;
                }));
            }
            return reports;
        });
    }

    /** How far it has come is asked first: what is written meanwhile is beyond that. */
    private CompletionStage<ChainReport> of(String stream) {
        return store.reached(stream).thenCompose(reached -> store.anchor(stream)
                .thenCompose(anchor -> read(anchor, stream).thenApply(read -> read.end(reached))));
    }

    /** A chain that is cut while it is read is read again from where it begins then. */
    private CompletionStage<ChainReport> read(Optional<Anchor> anchor, String stream) {
        return read(anchor.map(each -> ChainReport.of(chain, each)).orElseGet(() -> ChainReport.of(stream)))
                .thenCompose(report -> report.whole()
                        ? completedStage(report)
                        : store.anchor(stream)
                                .thenCompose(now -> now.equals(anchor) ? completedStage(report) : read(now, stream)));
    }

    private CompletionStage<ChainReport> read(ChainReport report) {
        if (!report.whole()) {
            return completedStage(report);
        }
        return store.from(report.stream(), report.count(), AuditStore.MOST).thenCompose(records -> {
            ChainReport after = report.read(chain, records);
            // On another thread, so that a chain may be as long as it is.
            return records.size() < AuditStore.MOST || !after.whole()
                    ? completedStage(after)
                    : completedStage(after).thenComposeAsync(this::read);
        });
    }
}
