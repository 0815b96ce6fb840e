package io.sightline.cli.demo;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.client.core.Store;
import io.sightline.client.wire.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Everything one environment holds, or should hold: the sources by their ids.
 *
 * @param sources what is granted; one without content yet has an empty epoch
 */
public record Word(Map<String, Content> sources) {

    public record Content(String epoch, long rev, Map<String, Entry> entries) {}

    /** What a client holds. */
    public static Word of(Store store) {
        var sources = new TreeMap<String, Content>();
        for (var source : store.manifest().grants().keySet()) {
            var entries = new TreeMap<String, Entry>();
            store.entries(source, entry -> entries.put(entry.k(), entry));
            var position = store.position(source);
            sources.put(
                    source,
                    position == null
                            ? new Content("", -1, entries)
                            : new Content(position.epoch(), position.rev(), entries));
        }
        return new Word(sources);
    }

    /** What the server says, as {@code GET /api/v1/users/{id}/devices} answers. */
    public static Word of(JsonNode answer) {
        var sources = new TreeMap<String, Content>();
        for (var source : answer.path("sources")) {
            var entries = new TreeMap<String, Entry>();
            for (var entry : source.path("entries")) {
                var key = entry.path("k").asText();
                entries.put(
                        key,
                        new Entry(
                                key,
                                entry.path("r").asLong(),
                                entry.path("dr").asLong(),
                                entry.path("v").asText(),
                                entry.path("h").asText()));
            }
            sources.put(
                    source.path("source").asText(),
                    new Content(
                            source.path("epoch").asText(""), source.path("rev").asLong(-1), entries));
        }
        return new Word(sources);
    }

    /** Entries that stand for devices, a device in two sources counted once. */
    long devices() {
        return sources.values().stream()
                .flatMap(content -> content.entries.keySet().stream())
                .filter(key -> !key.startsWith("own:"))
                .distinct()
                .count();
    }

    /** The first thing in which a client differs from this word of the server, in words. */
    public Optional<String> difference(Word held) {
        if (!sources.keySet().equals(held.sources.keySet())) {
            return Optional.of(
                    "it holds the sources %s instead of %s".formatted(held.sources.keySet(), sources.keySet()));
        }
        return sources.entrySet().stream()
                .flatMap(source ->
                        difference(source.getKey(), source.getValue(), held.sources.get(source.getKey())).stream())
                .findFirst();
    }

    private static Optional<String> difference(String source, Content said, @Nullable Content held) {
        if (held == null || !said.epoch.equals(held.epoch) || said.rev != held.rev) {
            return Optional.of("%s is held as %s instead of %s revision %d"
                    .formatted(
                            source,
                            held == null ? "nothing" : held.epoch + " revision " + held.rev,
                            said.epoch,
                            said.rev));
        }
        var keys = new TreeSet<>(said.entries.keySet());
        keys.addAll(held.entries.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(said.entries.get(key), held.entries.get(key)))
                .findFirst()
                .map(key -> "%s of %s is held as %s instead of %s"
                        .formatted(key, source, held.entries.get(key), said.entries.get(key)));
    }
}
