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
                    .merge(one.installation(), one, (old, now) -> newer(old, now));
        }
        return CompletableFuture.completedStage(null);
    }

    private static LastSeen newer(LastSeen old, LastSeen now) {
        if (now.at().isBefore(old.at())) {
            return old;
        }
        return new LastSeen(
                now.user(),
                now.environment(),
                now.installation(),
                now.at(),
                now.manifestRevision(),
                now.inStep(),
                now.verifiedAt() == null ? old.verifiedAt() : now.verifiedAt());
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
