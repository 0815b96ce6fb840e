package io.sightline.engine.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InMemorySpentNoncesTest extends SpentNoncesContract {

    @Override
    protected SpentNonces store() {
        return new InMemorySpentNonces(InstantSource.system());
    }

    @Test
    void forgetsWhatNeedNotBeRemembered() {
        Instant[] now = {Instant.parse("2026-11-22T12:00:00Z")};
        InMemorySpentNonces store = new InMemorySpentNonces(() -> now[0]);
        assertThat(store.spend("k", "n", Duration.ofMinutes(10))
                        .toCompletableFuture()
                        .join())
                .isTrue();
        now[0] = now[0].plusSeconds(600);
        assertThat(store.spend("k", "n", Duration.ofMinutes(10))
                        .toCompletableFuture()
                        .join())
                .isFalse();
        now[0] = now[0].plusSeconds(1);
        assertThat(store.spend("k", "n", Duration.ofMinutes(10))
                        .toCompletableFuture()
                        .join())
                .isTrue();
    }
}
