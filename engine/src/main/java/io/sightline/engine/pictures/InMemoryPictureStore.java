package io.sightline.engine.pictures;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Pictures in memory, for tests. */
public final class InMemoryPictureStore implements PictureStore {

    private record Key(String of, String name) {}

    private final Map<Key, byte[]> kept = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Void> put(String of, String name, byte[] sealed) {
        kept.put(new Key(of, name), sealed.clone());
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Optional<byte[]>> find(String of, String name) {
        return CompletableFuture.completedStage(
                Optional.ofNullable(kept.get(new Key(of, name))).map(byte[]::clone));
    }

    @Override
    public CompletionStage<Void> remove(String of, String name) {
        kept.remove(new Key(of, name));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> remove(String of) {
        kept.keySet().removeIf(key -> key.of.equals(of));
        return CompletableFuture.completedStage(null);
    }
}
