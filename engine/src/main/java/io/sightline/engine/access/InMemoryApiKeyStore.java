package io.sightline.engine.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The reference store; forgets everything with the process. */
public final class InMemoryApiKeyStore implements ApiKeyStore {

    private final AtomicBoolean first = new AtomicBoolean();
    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Boolean> addFirst(ApiKey key) {
        if (!first.compareAndSet(false, true)) {
            return CompletableFuture.completedStage(false);
        }
        keys.put(key.id(), key);
        return CompletableFuture.completedStage(true);
    }

    @Override
    public CompletionStage<Void> add(ApiKey key) {
        keys.put(key.id(), key);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Optional<ApiKey>> find(String id) {
        return CompletableFuture.completedStage(Optional.ofNullable(keys.get(id)));
    }

    @Override
    public CompletionStage<List<ApiKey>> all() {
        return CompletableFuture.completedStage(List.copyOf(keys.values()));
    }

    @Override
    public CompletionStage<Boolean> remove(String id) {
        return CompletableFuture.completedStage(keys.remove(id) != null);
    }
}
