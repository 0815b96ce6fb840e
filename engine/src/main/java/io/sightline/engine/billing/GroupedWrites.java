package io.sightline.engine.billing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Writes many small things in few large writes: while one write is under way the next one gathers, so under load every write
 * carries as many as came during the one before, and without load nothing waits. Thread-safe; the order of {@link #write} is
 * the order in the store.
 */
final class GroupedWrites<I, O> {

    private record Pending<I, O>(I item, CompletableFuture<O> written) {}

    private final Function<List<I>, CompletionStage<List<O>>> store;
    private final int most;
    private final ArrayDeque<Pending<I, O>> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param store writes a list and yields as many results in the same order
     * @param most how many items go into one write
     */
    GroupedWrites(Function<List<I>, CompletionStage<List<O>>> store, int most) {
        this.store = store;
        this.most = most;
    }

    CompletionStage<O> write(I item) {
        Pending<I, O> pending = new Pending<>(item, new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(pending);
            if (busy) {
                return pending.written;
            }
            busy = true;
        }
        writeNext();
        return pending.written;
    }

    private void writeNext() {
        List<Pending<I, O>> group = new ArrayList<>();
        synchronized (waiting) {
            while (group.size() < most && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
            if (group.isEmpty()) {
                busy = false;
                return;
            }
        }
        List<I> items = new ArrayList<>(group.size());
        group.forEach(each -> items.add(each.item));
        store.apply(items).whenComplete((results, failure) -> {
            writeNext();
            for (int i = 0; i < group.size(); i++) {
                if (failure == null) {
                    group.get(i).written.complete(results.get(i));
                } else {
                    group.get(i).written.completeExceptionally(failure);
                }
            }
        });
    }
}
