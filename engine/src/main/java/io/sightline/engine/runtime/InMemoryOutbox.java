package io.sightline.engine.runtime;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.sightline.engine.domain.EntityRef;

/** The reference outbox; forgets everything with the process. */
public final class InMemoryOutbox implements Outbox {

    private final Set<EntityRef> open = ConcurrentHashMap.newKeySet();

    @Override
    public CompletionStage<Void> open(EntityRef entity) {
        open.add(entity);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> close(EntityRef entity) {
        open.remove(entity);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<List<EntityRef>> all() {
        return CompletableFuture.completedStage(List.copyOf(open));
    }
}
