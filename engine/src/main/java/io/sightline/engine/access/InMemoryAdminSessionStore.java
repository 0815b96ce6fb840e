package io.sightline.engine.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.sightline.engine.domain.AdministratorId;

/** The reference store; forgets everything with the process, and nothing before. */
public final class InMemoryAdminSessionStore implements AdminSessionStore {

    private final Map<String, AdminSession> sessions = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Void> add(AdminSession session) {
        sessions.put(session.hash(), session);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Optional<AdminSession>> find(String hash) {
        return CompletableFuture.completedStage(Optional.ofNullable(sessions.get(hash)));
    }

    @Override
    public CompletionStage<Void> touch(String hash, Instant at) {
        sessions.computeIfPresent(hash, (key, held) -> held.seen(at));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<List<AdminSession>> of(AdministratorId administrator) {
        return CompletableFuture.completedStage(sessions.values().stream()
                .filter(each -> each.administrator().equals(administrator))
                .toList());
    }

    @Override
    public CompletionStage<Boolean> remove(AdministratorId administrator, String id) {
        return CompletableFuture.completedStage(sessions.values()
                .removeIf(each ->
                        each.administrator().equals(administrator) && each.id().equals(id)));
    }
}
