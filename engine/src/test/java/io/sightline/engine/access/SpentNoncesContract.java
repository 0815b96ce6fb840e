package io.sightline.engine.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link SpentNonces} does; each implementation's test extends it. */
@Timeout(60)
public abstract class SpentNoncesContract {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final String key = UUID.randomUUID().toString();

    protected abstract SpentNonces store();

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void spendsANonceOnce() {
        SpentNonces store = store();
        assertThat(get(store.spend(key, "n", WINDOW))).isTrue();
        assertThat(get(store.spend(key, "n", WINDOW))).isFalse();
        assertThat(get(store.spend(key, "m", WINDOW))).isTrue();
        assertThat(get(store.spend(key + "2", "n", WINDOW))).isTrue();
    }

    @Test
    void spendsItOnceHoweverManyTryTogether() {
        SpentNonces store = store();
        List<CompletableFuture<Boolean>> tries = new ArrayList<>();
        for (int one = 0; one < 8; one++) {
            tries.add(CompletableFuture.supplyAsync(() -> get(store.spend(key, "together", WINDOW))));
        }
        assertThat(tries.stream().map(SpentNoncesContract::get).filter(spent -> spent))
                .hasSize(1);
    }
}
