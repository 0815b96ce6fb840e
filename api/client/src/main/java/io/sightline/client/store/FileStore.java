package io.sightline.client.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.sightline.client.core.Change;
import io.sightline.client.core.Change.Write;
import io.sightline.client.core.Manifest;
import io.sightline.client.core.Manifest.Grant;
import io.sightline.client.core.Position;
import io.sightline.client.core.Store;
import io.sightline.client.core.StoreFailed;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Hashes;
import io.sightline.client.wire.Standing;
import org.h2.message.DbException;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * A store in one file, for one installation and one process at a time. Changes become durable together at {@link #flush}, which the
 * replica calls before it acknowledges; a process that ends between two flushes loses whole messages, never parts of one.
 */
public final class FileStore implements Store {
    private static final String FORMAT = "1";
    private static final int CACHE_MIB = 1;

    private final MVStore file;
    private final MVMap<String, byte[]> entries;
    private final MVMap<String, byte[]> sources;
    private final MVMap<String, String> notes;
    private final Map<String, Position> positions = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private Manifest manifest;
    private @Nullable StoreFailed failure;

    private FileStore(MVStore file) {
        this.file = file;
        // Only texts and bytes: no class name ever reaches the file.
        this.entries = file.openMap("entries", Rows.map());
        this.sources = file.openMap("sources", Rows.map());
        this.notes = file.openMap("notes", Rows.texts());
        this.manifest = load();
    }

    /**
     * Opens the file, making it and its folder when there is none.
     *
     * @throws StoreFailed when another process has it open, or it is no file of this library
     */
    public static FileStore open(Path path) {
        try {
            var folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreFailed("cannot make the folder of the store " + path + ": " + e.getMessage(), e);
        }
        return open(path.toString());
    }

    /** Opens a file of a file system that the storage library knows by the prefix of the name. */
    static FileStore open(String fileName) {
        MVStore file = null;
        try {
            if (!FilePath.get(fileName).exists()) {
                create(fileName);
            }
            file = builder(fileName).open();
            var store = new FileStore(file);
            var format = store.notes.get("format");
            if (!FORMAT.equals(format)) {
                throw new IllegalArgumentException("its format is " + format + " and not " + FORMAT);
            }
            return store;
        } catch (MVStoreException | DbException | IllegalArgumentException e) {
            if (file != null) {
                file.closeImmediately();
            }
            throw new StoreFailed("cannot open the store " + fileName + ": " + e.getMessage(), e);
        }
    }

    /** Makes the file under another name, because a file whose first write was cut short can never be opened. */
    private static void create(String fileName) {
        var unfinished = FilePath.get(fileName + ".new");
        unfinished.delete();
        try (var file = builder(unfinished.toString()).open()) {
            file.openMap("notes", Rows.texts()).put("format", FORMAT);
            file.commit();
            file.sync();
        }
        unfinished.moveTo(FilePath.get(fileName), true);
    }

    /** Without auto-commit, which would make half a change durable. */
    private static MVStore.Builder builder(String fileName) {
        return new MVStore.Builder().fileName(fileName).cacheSize(CACHE_MIB).autoCommitDisabled();
    }

    @Override
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public @Nullable Position position(String source) {
        return positions.get(source);
    }

    @Override
    public @Nullable Entry entry(String source, String key) {
        var row = entries.get(Rows.key(source, key));
        return row == null ? null : Rows.entry(key, row);
    }

    @Override
    public int count(String source) {
        return counts.getOrDefault(source, 0);
    }

    @Override
    public void entries(String source, Consumer<Entry> each) {
        var prefix = Rows.key(source, "");
        var cursor = entries.cursor(prefix);
        while (cursor.hasNext()) {
            var key = cursor.next();
            if (!key.startsWith(prefix)) {
                return;
            }
            each.accept(Rows.entry(key.substring(prefix.length()), cursor.getValue()));
        }
    }

    @Override
    public void apply(Change change) {
        guarded(() -> {
            change.drops().forEach(this::drop);
            var next = change.manifest();
            if (next != null) {
                keep(next);
            }
            var write = change.write();
            if (write != null) {
                write(write);
            }
        });
    }

    @Override
    public void flush() {
        guarded(() -> {
            if (file.hasUnsavedChanges()) {
                file.commit();
                file.sync();
            }
        });
    }

    @Override
    public @Nullable String note(String name) {
        return notes.get("note." + name);
    }

    @Override
    public void note(String name, String text) {
        guarded(() -> notes.put("note." + name, text));
    }

    @Override
    public void close() {
        if (failure == null) {
            flush();
            file.close();
        } else {
            file.closeImmediately();
        }
    }

    private void guarded(Runnable work) {
        if (failure != null) {
            throw failure;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            // Half a change may be in memory: nothing more may be committed.
            failure = new StoreFailed("the store failed and must be opened again", e);
            throw failure;
        }
    }

    private void drop(String source) {
        clear(source);
        counts.remove(source);
        positions.remove(source);
        sources.remove("position." + source);
    }

    private void clear(String source) {
        var prefix = Rows.key(source, "");
        var gone = new ArrayList<String>();
        var keys = entries.keyIterator(prefix);
        while (keys.hasNext()) {
            var key = keys.next();
            if (!key.startsWith(prefix)) {
                break;
            }
            gone.add(key);
        }
        gone.forEach(entries::remove);
        counts.put(source, 0);
    }

    private void keep(Manifest next) {
        manifest.grants().keySet().forEach(source -> {
            if (next.grant(source) == null) {
                sources.remove("grant." + source);
            }
        });
        next.grants().forEach((source, grant) -> {
            if (!grant.equals(manifest.grant(source))) {
                sources.put("grant." + source, Rows.grant(grant));
            }
        });
        if (next.me() == null) {
            notes.remove("me");
        } else {
            notes.put("me", next.me());
        }
        notes.put("mrev", Long.toString(next.rev()));
        notes.put("standing", next.standing().name());
        manifest = next;
    }

    private void write(Write write) {
        var source = write.source();
        if (write.replace()) {
            clear(source);
        }
        int count = count(source);
        for (var key : write.del()) {
            count -= entries.remove(Rows.key(source, key)) == null ? 0 : 1;
        }
        for (var entry : write.put()) {
            count += entries.put(Rows.key(source, entry.k()), Rows.entry(entry)) == null ? 1 : 0;
        }
        counts.put(source, count);
        positions.put(source, write.position());
        sources.put("position." + source, Rows.position(write.position()));
    }

    private Manifest load() {
        var grants = new TreeMap<String, Grant>(Hashes.UTF8_ORDER);
        var rows = sources.cursor(null);
        while (rows.hasNext()) {
            var name = rows.next();
            var row = rows.getValue();
            if (name.startsWith("grant.")) {
                grants.put(name.substring("grant.".length()), Rows.grant(row));
            } else {
                positions.put(name.substring("position.".length()), Rows.position(row));
            }
        }
        var keys = entries.keyIterator(null);
        while (keys.hasNext()) {
            counts.merge(Rows.source(keys.next()), 1, Integer::sum);
        }
        var rev = notes.get("mrev");
        var standing = notes.get("standing");
        return rev == null || standing == null
                ? Manifest.NONE
                : new Manifest(notes.get("me"), Long.parseLong(rev), Standing.valueOf(standing), grants);
    }
}
