package io.sightline.engine.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/** The reference store; forgets everything with the process. */
public final class InMemoryApiKeyStore implements ApiKeyStore {

    private final AtomicReference<@Nullable String> first = new AtomicReference<>();
    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();
    private final Map<String, LocalDate> uses = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Boolean> addFirst(ApiKey key) {
        if (!first.compareAndSet(null, key.id())) {
            return CompletableFuture.completedStage(false);
        }
        keys.put(key.id(), key);
        return CompletableFuture.completedStage(true);
    }

    @Override
    public CompletionStage<Boolean> rescopeFirst(Set<String> scopes) {
        String id = first.get();
        ApiKey key = id == null ? null : keys.get(id);
        if (key == null || key.scopes().equals(scopes)) {
            return CompletableFuture.completedStage(false);
        }
        keys.replace(key.id(), key.with(scopes));
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
    public CompletionStage<Boolean> expire(String id, Instant at) {
        ApiKey ended = keys.computeIfPresent(id, (same, key) -> key.until(at));
        return CompletableFuture.completedStage(ended != null);
    }

    @Override
    public CompletionStage<Void> used(String id, LocalDate day) {
        uses.merge(id, day, (before, now) -> now.isAfter(before) ? now : before);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Map<String, LocalDate>> lastUses() {
        return CompletableFuture.completedStage(Map.copyOf(uses));
    }

    @Override
    public CompletionStage<Boolean> remove(String id) {
        return CompletableFuture.completedStage(keys.remove(id) != null);
    }
}
