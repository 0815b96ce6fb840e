package io.sightline.engine.synchronize;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;

/** The reference; forgets everything with the process. */
public final class InMemoryEnvironments implements Environments {

    private final Map<UserId, Map<InstallationId, LastSeen>> kept = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Void> save(List<LastSeen> seen) {
        for (LastSeen one : seen) {
            kept.computeIfAbsent(one.user(), user -> new ConcurrentHashMap<>())
                    .merge(one.installation(), one, (old, now) -> now.at().isBefore(old.at()) ? old : now);
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<List<LastSeen>> of(UserId user) {
        return CompletableFuture.completedStage(
                List.copyOf(kept.getOrDefault(user, Map.of()).values()));
    }

    @Override
    public CompletionStage<Void> forget(UserId user) {
        kept.remove(user);
        return CompletableFuture.completedStage(null);
    }
}
