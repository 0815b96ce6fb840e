package io.sightline.engine.domain;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;

/**
 * The devices of a source as its owner keeps them. Devices speak for themselves, more than once and sometimes late, and number
 * what they say by their own revisions; the last word of one that has gone is remembered, so that an earlier one is void.
 *
 * @param gone by device key, the device's revision at which it left
 * @param hidden what is there and not shown, by key
 */
public record Inventory(Source source, PMap<String, Long> gone, PMap<String, Source.Entry> hidden) {

    public Inventory(Source source, PMap<String, Long> gone, @Nullable PMap<String, Source.Entry> hidden) {
        this.source = source;
        this.gone = gone;
        this.hidden = hidden == null ? HashTreePMap.empty() : hidden;
    }

    static Inventory empty(Epoch epoch) {
        return new Inventory(Source.empty(epoch), HashTreePMap.empty(), HashTreePMap.empty());
    }

    /**
     * Hears a device out; whether it may be here is its owner's to say before.
     *
     * @param as the same as an event of the owner's
     */
    <E extends Event> Decision<E> decide(SourceCommand command, Function<SourceEvent, E> as) {
        if (command instanceof SourceCommand.PutDevice put) {
            if (!wouldPut(put.key(), put.deviceRevision())) {
                return unchanged();
            }
            return hasRoomFor(put.key())
                    ? accept(as.apply(new SourceEvent.DevicePut(put.key(), put.deviceRevision(), put.facts())))
                    : refuse(LIMIT_EXCEEDED, "devices");
        }
        if (command instanceof SourceCommand.RemoveDevice remove) {
            return wouldRemove(remove.key(), remove.deviceRevision())
                    ? accept(as.apply(new SourceEvent.DeviceRemoved(remove.key(), remove.deviceRevision())))
                    : unchanged();
        }
        throw new AssertionError(command);
    }

    /** Whether putting a device would change anything. */
    boolean wouldPut(String key, long deviceRevision) {
        return lastWordOf(key) < deviceRevision;
    }

    /** Whether removing a device would change anything; one that never came is removed too, so that its late put is void. */
    boolean wouldRemove(String key, long deviceRevision) {
        Source.Entry held = held(key);
        return held == null ? gone.getOrDefault(key, -1L) < deviceRevision : held.deviceRevision() <= deviceRevision;
    }

    private long lastWordOf(String key) {
        Source.Entry held = held(key);
        return held == null ? gone.getOrDefault(key, -1L) : held.deviceRevision();
    }

    private Source.@Nullable Entry held(String key) {
        Source.Entry shown = source.entries().get(key);
        return shown == null ? hidden.get(key) : shown;
    }

    /** Every key, also of what is not shown. */
    Stream<String> keys() {
        return Stream.concat(source.entries().keySet().stream(), hidden.keySet().stream());
    }

    /** Whether one more entry of this key fits. */
    boolean hasRoomFor(String key) {
        return held(key) != null || source.entries().size() + hidden.size() < Source.ENTRIES_ALLOWED;
    }

    /** @param at the owner's revision */
    Inventory put(String key, long deviceRevision, DeviceFacts facts, long at) {
        return hidden.containsKey(key)
                ? new Inventory(source, gone, hidden.plus(key, new Source.Entry(key, at, deviceRevision, facts)))
                : new Inventory(source.put(key, deviceRevision, facts, at), gone.minus(key), hidden);
    }

    /** @param at the owner's revision */
    Inventory remove(String key, long deviceRevision, long at) {
        return new Inventory(source.remove(key, at), gone.plus(key, deviceRevision), hidden.minus(key)).forgetting();
    }

    /** Puts or, without facts, removes what the owner itself says; late words do not occur. */
    Inventory own(String key, @Nullable DeviceFacts facts, long at) {
        return new Inventory(facts == null ? source.remove(key, at) : source.put(key, at, facts, at), gone, hidden);
    }

    /**
     * Takes out of sight what is not to be seen, and shows again what is.
     *
     * @param at the owner's revision
     */
    Inventory showing(Predicate<String> seen, long at) {
        Source shown = source;
        PMap<String, Source.Entry> apart = hidden;
        for (Source.Entry entry : source.entries().values()) {
            if (!seen.test(entry.key())) {
                shown = shown.remove(entry.key(), at);
                apart = apart.plus(entry.key(), entry);
            }
        }
        for (Source.Entry entry : hidden.values()) {
            if (seen.test(entry.key())) {
                shown = shown.put(entry.key(), entry.deviceRevision(), entry.facts(), at);
                apart = apart.minus(entry.key());
            }
        }
        return apart.equals(hidden) ? this : new Inventory(shown, gone, apart);
    }

    /** Forgets last words together with the source's own memory of removals. */
    private Inventory forgetting() {
        if (gone.size() <= 2 * Source.GRAVES_KEPT) {
            return this;
        }
        PMap<String, Long> kept = HashTreePMap.empty();
        for (var each : gone.entrySet()) {
            if (source.graves().containsKey(each.getKey())) {
                kept = kept.plus(each.getKey(), each.getValue());
            }
        }
        return new Inventory(source, kept, hidden);
    }
}
