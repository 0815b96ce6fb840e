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
        return completedStage(run.get(0).number() == chain.size() && chain.addAll(run));
    }

    @Override
    public synchronized CompletionStage<List<ChainedRecord>> from(String stream, long number, int limit) {
        return completedStage(chain(stream).stream().skip(number).limit(limit).toList());
    }

    @Override
    public synchronized CompletionStage<List<ChainedRecord>> below(String stream, long number, int limit) {
        List<ChainedRecord> chain = chain(stream);
        List<ChainedRecord> found = new ArrayList<>();
        for (long next = Math.min(number, chain.size()) - 1; next >= 0 && found.size() < limit; next--) {
            found.add(chain.get((int) next));
        }
        return completedStage(found);
    }

    @Override
    public synchronized CompletionStage<Long> reached(String stream) {
        return completedStage((long) chain(stream).size());
    }

    private List<ChainedRecord> chain(String stream) {
        return chains.getOrDefault(stream, List.of());
    }

    private Optional<ChainedRecord> newest(String stream) {
        List<ChainedRecord> chain = chain(stream);
        return chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
    }
}
