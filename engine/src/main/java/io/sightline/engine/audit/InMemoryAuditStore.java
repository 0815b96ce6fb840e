package io.sightline.engine.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import static java.util.concurrent.CompletableFuture.completedStage;

/** The reference store; forgets everything with the process. */
public final class InMemoryAuditStore implements AuditStore {

    private final Map<String, List<ChainedRecord>> chains = new HashMap<>();
    private final Map<String, Anchor> anchors = new HashMap<>();

    @Override
    public synchronized CompletionStage<List<String>> streams() {
        return completedStage(List.copyOf(chains.keySet()));
    }

    @Override
    public synchronized CompletionStage<Optional<ChainedRecord>> last(String stream) {
        return completedStage(newest(stream));
    }

    @Override
    public synchronized CompletionStage<Boolean> append(List<ChainedRecord> run) {
        List<ChainedRecord> chain = chains.computeIfAbsent(run.get(0).stream(), each -> new ArrayList<>());
        long next = gone(run.get(0).stream()) + chain.size();
        return completedStage(run.get(0).number() == next && chain.addAll(run));
    }

    @Override
    public synchronized CompletionStage<Optional<Anchor>> anchor(String stream) {
        return completedStage(Optional.ofNullable(anchors.get(stream)));
    }

    @Override
    public synchronized CompletionStage<Void> cut(Anchor anchor) {
        long going = anchor.number() - gone(anchor.stream());
        if (going > 0) {
            anchors.put(anchor.stream(), anchor);
            chain(anchor.stream()).subList(0, (int) going).clear();
        }
        return completedStage(null);
    }

    private long gone(String stream) {
        Anchor anchor = anchors.get(stream);
        return anchor == null ? 0 : anchor.number();
    }

    @Override
    public synchronized CompletionStage<List<ChainedRecord>> from(String stream, long number, int limit) {
        long skipped = Math.max(0, number - gone(stream));
        return completedStage(chain(stream).stream().skip(skipped).limit(limit).toList());
    }

    @Override
    public synchronized CompletionStage<List<ChainedRecord>> below(String stream, long number, int limit) {
        List<ChainedRecord> chain = chain(stream);
        List<ChainedRecord> found = new ArrayList<>();
        for (long next = Math.min(number - gone(stream), chain.size()) - 1; next >= 0 && found.size() < limit; next--) {
            found.add(chain.get((int) next));
        }
        return completedStage(found);
    }

    @Override
    public synchronized CompletionStage<Long> reached(String stream) {
        return completedStage(gone(stream) + chain(stream).size());
    }

    private List<ChainedRecord> chain(String stream) {
        return chains.getOrDefault(stream, List.of());
    }

    private Optional<ChainedRecord> newest(String stream) {
        List<ChainedRecord> chain = chain(stream);
        return chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
    }
}
