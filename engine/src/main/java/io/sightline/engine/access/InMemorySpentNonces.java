package io.sightline.engine.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import static java.util.concurrent.CompletableFuture.completedStage;

/** The reference store; forgets everything with the process. */
public final class InMemorySpentNonces implements SpentNonces {

    private record Nonce(String key, String text) {}

    private final InstantSource clock;
    private final Map<Nonce, Instant> spent = new HashMap<>();

    public InMemorySpentNonces(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized CompletionStage<Boolean> spend(String key, String nonce, Duration remembered) {
        Instant now = clock.instant();
        spent.values().removeIf(until -> until.isBefore(now));
        return completedStage(spent.putIfAbsent(new Nonce(key, nonce), now.plus(remembered)) == null);
    }
}
