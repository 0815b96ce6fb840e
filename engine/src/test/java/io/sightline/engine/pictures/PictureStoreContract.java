package io.sightline.engine.pictures;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every store of pictures does. */
public abstract class PictureStoreContract {

    private final String object = "ada:" + UUID.randomUUID();

    protected abstract PictureStore store();

    @Test
    void keepsWhatItIsGiven() {
        PictureStore store = store();
        byte[] large = new byte[Pictures.BYTES + 64];
        large[7] = 9;
        store.put(object, "one", large).toCompletableFuture().join();
        assertThat(store.find(object, "one").toCompletableFuture().join().orElseThrow())
                .isEqualTo(large);
        assertThat(store.find(object, "two").toCompletableFuture().join()).isEmpty();
        assertThat(store.find("ben:1", "one").toCompletableFuture().join()).isEmpty();
    }

    @Test
    void removesOneAndThenTheOthers() {
        PictureStore store = store();
        store.put(object, "one", new byte[] {1}).toCompletableFuture().join();
        store.put(object, "two", new byte[] {2}).toCompletableFuture().join();
        store.remove(object, "one").toCompletableFuture().join();
        assertThat(store.find(object, "one").toCompletableFuture().join()).isEmpty();
        assertThat(store.find(object, "two").toCompletableFuture().join()).isPresent();
        store.remove(object).toCompletableFuture().join();
        assertThat(store.find(object, "two").toCompletableFuture().join()).isEmpty();
    }
}
