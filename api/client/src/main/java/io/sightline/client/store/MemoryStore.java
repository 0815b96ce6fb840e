package io.sightline.client.store;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.sightline.client.core.Change;
import io.sightline.client.core.Manifest;
import io.sightline.client.core.Position;
import io.sightline.client.core.Store;
import io.sightline.client.wire.Entry;
import org.jspecify.annotations.Nullable;

/** A store that lives as long as its process; for simulations, benchmarks and clients that start empty each time. */
public final class MemoryStore implements Store {

    private static final class Content {
        private @Nullable Position position;
        private final Map<String, Entry> entries = new HashMap<>();
    }

    private final Map<String, Content> contents = new HashMap<>();
    private final Map<String, String> notes = new HashMap<>();
    private Manifest manifest = Manifest.NONE;

    @Override
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public @Nullable Position position(String source) {
        var content = contents.get(source);
        return content == null ? null : content.position;
    }

    @Override
    public @Nullable Entry entry(String source, String key) {
        var content = contents.get(source);
        return content == null ? null : content.entries.get(key);
    }

    @Override
    public int count(String source) {
        var content = contents.get(source);
        return content == null ? 0 : content.entries.size();
    }

    @Override
    public void entries(String source, Consumer<Entry> each) {
        var content = contents.get(source);
        if (content != null) {
            content.entries.values().forEach(each);
        }
    }

    @Override
    public void apply(Change change) {
        change.drops().forEach(contents::remove);
        if (change.manifest() != null) {
            manifest = change.manifest();
        }
        var write = change.write();
        if (write != null) {
            var content = contents.computeIfAbsent(write.source(), source -> new Content());
            if (write.replace()) {
                content.entries.clear();
            }
            write.del().forEach(content.entries::remove);
            write.put().forEach(entry -> content.entries.put(entry.k(), entry));
            content.position = write.position();
        }
    }

    @Override
    public void flush() {}

    @Override
    public @Nullable String note(String name) {
        return notes.get(name);
    }

    @Override
    public void note(String name, String text) {
        notes.put(name, text);
    }

    @Override
    public void close() {}
}
