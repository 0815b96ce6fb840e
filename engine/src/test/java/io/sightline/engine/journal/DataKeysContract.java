package io.sightline.engine.journal;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every keeper of data keys must do. */
public abstract class DataKeysContract {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final UserId user = new UserId("u-" + UUID.randomUUID());

    /** The keeper under test; each call may return the same one. */
    protected abstract DataKeys keys();

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Test
    void findsNothingBeforeCreation() {
        assertThat(get(keys().find(user))).isEmpty();
    }

    @Test
    void findsWhatWasCreated() {
        DataKey created = get(keys().create(user));
        assertThat(get(keys().find(user))).contains(created);
        assertThat(get(keys().create(user))).isEqualTo(created);
    }

    @Test
    void givesEachUserAnotherKey() {
        DataKey other = get(keys().create(new UserId("u-" + UUID.randomUUID())));
        assertThat(get(keys().create(user))).isNotEqualTo(other);
    }

    @Test
    void givesAllWhoCreateAtOnceTheSameKey() {
        DataKeys keys = keys();
        List<CompletableFuture<DataKey>> all = IntStream.range(0, 16)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> keys.create(user)).thenCompose(stage -> stage))
                .toList();
        assertThat(all.stream().map(DataKeysContract::get).distinct()).hasSize(1);
    }

    @Test
    void destroysForGood() {
        get(keys().create(user));
        get(keys().destroy(user));
        get(keys().destroy(user));
        assertThat(get(keys().find(user))).isEmpty();
        assertThatThrownBy(() -> get(keys().create(user))).hasRootCauseInstanceOf(DataKeys.DestroyedException.class);
    }

    @Test
    void destroysAKeyThatWasNeverCreated() {
        get(keys().destroy(user));
        assertThatThrownBy(() -> get(keys().create(user))).hasRootCauseInstanceOf(DataKeys.DestroyedException.class);
    }
}
