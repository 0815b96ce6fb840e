package io.sightline.engine.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.sightline.engine.domain.AdministratorId;

/** The reference; forgets everything with the process. */
public final class InMemoryAuthorship implements Authorship {

    private record Work(String collection, String id) {}

    private final Map<Work, AdministratorId> makers = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Void> note(String collection, String id, AdministratorId maker) {
        makers.put(new Work(collection, id), maker);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Optional<AdministratorId>> maker(String collection, String id) {
        return CompletableFuture.completedStage(Optional.ofNullable(makers.get(new Work(collection, id))));
    }

    @Override
    public CompletionStage<Set<String>> works(String collection, AdministratorId maker, int limit) {
        return CompletableFuture.completedStage(makers.entrySet().stream()
                .filter(each -> each.getValue().equals(maker)
                        && each.getKey().collection().equals(collection))
                .map(each -> each.getKey().id())
                .limit(limit)
                .collect(Collectors.toSet()));
    }
}
