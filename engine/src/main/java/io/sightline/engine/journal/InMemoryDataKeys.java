package io.sightline.engine.journal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.sightline.engine.domain.UserId;

/** Data keys for tests and for nodes that keep nothing. */
public final class InMemoryDataKeys implements DataKeys {

    /** Empty for a destroyed key. */
    private final Map<UserId, Optional<DataKey>> keys = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Optional<DataKey>> find(UserId user) {
        return CompletableFuture.completedStage(keys.getOrDefault(user, Optional.empty()));
    }

    @Override
    public CompletionStage<DataKey> create(UserId user) {
        return keys.computeIfAbsent(user, absent -> Optional.of(DataKey.random()))
                .map(CompletableFuture::completedStage)
                .orElseGet(() -> CompletableFuture.failedStage(new DestroyedException(user)));
    }

    @Override
    public CompletionStage<Void> destroy(UserId user) {
        keys.put(user, Optional.empty());
        return CompletableFuture.allOf();
    }
}
