package io.sightline.engine.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import static java.util.concurrent.CompletableFuture.completedStage;

/** The reference store; forgets everything with the process. */
public final class InMemoryActingStore implements ActingStore {

    private final Map<String, Acting> actings = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Void> add(Acting acting) {
        actings.put(acting.id(), acting);
        return completedStage(null);
    }

    @Override
    public CompletionStage<Optional<Acting>> find(String id) {
        return completedStage(Optional.ofNullable(actings.get(id)));
    }

    @Override
    public CompletionStage<List<Acting>> all() {
        return completedStage(List.copyOf(actings.values()));
    }

    @Override
    public CompletionStage<Boolean> remove(String id) {
        return completedStage(actings.remove(id) != null);
    }
}
