package io.sightline.client.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.sightline.client.core.Change;
import io.sightline.client.core.Position;
import io.sightline.client.core.Store;
import io.sightline.client.core.StoreFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class FileStoreTest extends StoreContract {
    private static final Position AT_5 = new Position("a1a1a1a1a1a1a1a1", 5, 7);

    @TempDir
    static Path folder = Path.of("");

    @Override
    Store open() {
        return FileStore.open(fresh());
    }

    @Test
    void findsEverythingAgain() {
        var path = fresh();
        try (var store = FileStore.open(path)) {
            store.apply(new Change(granting("A:1", "A:2"), List.of(), null));
            store.apply(write("A:1", AT_5, true, List.of(entry("a", 1), entry("b", 5)), List.of()));
            store.note("installation", "abcdefgh");
        }
        try (var store = FileStore.open(path)) {
            assertThat(store.manifest()).isEqualTo(granting("A:1", "A:2"));
            assertThat(store.position("A:1")).isEqualTo(AT_5);
            assertThat(store.position("A:2")).isNull();
            assertThat(store.count("A:1")).isEqualTo(2);
            assertThat(keys(store, "A:1")).containsOnlyKeys("a", "b");
            assertThat(store.note("installation")).isEqualTo("abcdefgh");
        }
    }

    @Test
    void belongsToOneProcessAtATime() {
        var path = fresh();
        try (var store = FileStore.open(path)) {
            store.flush();
            assertThatThrownBy(() -> FileStore.open(path))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining(path.toString());
        }
    }

    @Test
    void refusesAFileThatIsNoStore() throws IOException {
        var path = fresh();
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, "not a store ".repeat(1_000));
        assertThatThrownBy(() -> FileStore.open(path)).isInstanceOf(StoreFailed.class);
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory(folder, "store").resolve("deeper").resolve("client.store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
