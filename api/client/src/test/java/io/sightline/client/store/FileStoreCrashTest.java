package io.sightline.client.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.sightline.client.core.Change;
import io.sightline.client.core.Position;
import io.sightline.client.core.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever was being written when the process ended, the store opens with all of a flush or nothing of it. */
final class FileStoreCrashTest {
    private static final List<String> SOURCES = List.of("A:1", "F:2", "U:3");
    private static final int FLUSHES = 40;

    @TempDir
    Path folder = Path.of("");

    /** All that a store holds, and how many writes had reached the file when that was flushed. */
    private record Held(long mrev, Map<String, String> positions, Map<String, Map<String, Long>> keys) {
        static Held of(Store store) {
            var positions = new TreeMap<String, String>();
            var keys = new TreeMap<String, Map<String, Long>>();
            for (var source : SOURCES) {
                positions.put(source, String.valueOf(store.position(source)));
                var held = new TreeMap<>(StoreContract.keys(store, source));
                keys.put(source, held);
                assertThat(store.count(source)).isEqualTo(held.size());
            }
            return new Held(store.manifest().rev(), positions, keys);
        }
    }

    @Test
    void opensWithTheLastFlushOrTheOneInProgressAfterEveryWrite() throws IOException {
        RecordingFiles.register();
        var random = new Random(20_261_122);
        var flushed = new ArrayList<Held>();
        var writesAtFlush = new ArrayList<Integer>();
        try (var store = FileStore.open("recording:" + folder.resolve("recorded.store"))) {
            flushed.add(Held.of(store));
            writesAtFlush.add(0);
            store.apply(new Change(StoreContract.granting(SOURCES.toArray(String[]::new)), List.of(), null));
            for (int i = 0; i < FLUSHES; i++) {
                for (int message = random.nextInt(5); message >= 0; message--) {
                    store.apply(message(store, random));
                }
                flushed.add(Held.of(store));
                store.flush();
                writesAtFlush.add(RecordingFiles.writes());
            }
        }
        assertThat(RecordingFiles.writes()).isGreaterThan(FLUSHES);
        int cut = 0;
        for (int writes = RecordingFiles.writesToCreate(); writes < RecordingFiles.writes(); writes++) {
            int length = RecordingFiles.length(writes);
            for (int bytes : new int[] {0, 1, length / 2, length - 1}) {
                if (bytes >= 0) {
                    check(cut++, writes, bytes, flushed, writesAtFlush);
                }
            }
        }
    }

    @Test
    void beginsAnewAfterItsCreationWasCutShort() throws IOException {
        var path = folder.resolve("cut.store");
        Files.write(folder.resolve("cut.store.new"), new byte[] {'H'});
        FileStore.open(path).close();
        try (var store = FileStore.open(path)) {
            assertThat(store.manifest().me()).isNull();
        }
        assertThat(folder.resolve("cut.store.new")).doesNotExist();
    }

    private void check(int cut, int writes, int bytes, List<Held> flushed, List<Integer> writesAtFlush)
            throws IOException {
        var path = folder.resolve("cut-" + cut + ".store");
        Files.write(path, RecordingFiles.after(writes, bytes));
        int last = 0;
        while (last + 1 < writesAtFlush.size() && writesAtFlush.get(last + 1) <= writes) {
            last++;
        }
        try (var store = FileStore.open(path)) {
            assertThat(Held.of(store))
                    .as("after %d writes and %d bytes of the next", writes, bytes)
                    .isIn(flushed.get(last), flushed.get(Math.min(last + 1, flushed.size() - 1)));
        }
        Files.delete(path);
    }

    /** A delta, a base or a regrant of one source. */
    private static Change message(Store store, Random random) {
        var source = SOURCES.get(random.nextInt(SOURCES.size()));
        var held = store.position(source);
        long rev = held == null ? 1 : held.rev() + 1;
        var position = new Position("a1a1a1a1a1a1a1a1", rev, 7);
        var put = List.of(
                StoreContract.entry("k" + random.nextInt(40), rev), StoreContract.entry("x" + random.nextInt(40), rev));
        return switch (random.nextInt(10)) {
            case 0 -> StoreContract.write(source, position, true, put, List.of());
            case 1 -> new Change(StoreContract.granting(SOURCES.toArray(String[]::new)), List.of(source), null);
            default -> StoreContract.write(source, position, false, put, List.of("k" + random.nextInt(40)));
        };
    }
}
