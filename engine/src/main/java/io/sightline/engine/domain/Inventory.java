package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The devices of a source as its owner keeps them. Devices speak for themselves, more than once and sometimes late, and number
 * what they say by their own revisions; the last word of one that has gone is remembered, so that an earlier one is void.
 *
 * @param gone by device key, the device's revision at which it left
 */
public record Inventory(Source source, PMap<String, Long> gone) {

    static Inventory empty(Epoch epoch) {
        return new Inventory(Source.empty(epoch), HashTreePMap.empty());
    }

    /** Whether putting a device would change anything. */
    boolean wouldPut(String key, long deviceRevision) {
        return lastWordOf(key) < deviceRevision;
    }

    /** Whether removing a device would change anything; one that never came is removed too, so that its late put is void. */
    boolean wouldRemove(String key, long deviceRevision) {
        Source.Entry held = source.entries().get(key);
        return held == null ? gone.getOrDefault(key, -1L) < deviceRevision : held.deviceRevision() <= deviceRevision;
    }

    private long lastWordOf(String key) {
        Source.Entry held = source.entries().get(key);
        return held == null ? gone.getOrDefault(key, -1L) : held.deviceRevision();
    }

    /** Whether one more entry of this key fits. */
    boolean hasRoomFor(String key) {
        return source.entries().containsKey(key) || source.entries().size() < Source.ENTRIES_ALLOWED;
    }

    /** @param at the owner's revision */
    Inventory put(String key, long deviceRevision, DeviceFacts facts, long at) {
        return new Inventory(source.put(key, deviceRevision, facts, at), gone.minus(key));
    }

    /** @param at the owner's revision */
    Inventory remove(String key, long deviceRevision, long at) {
        return new Inventory(source.remove(key, at), gone.plus(key, deviceRevision)).forgetting();
    }

    /** Puts or, without facts, removes what the owner itself says; late words do not occur. */
    Inventory own(String key, @Nullable DeviceFacts facts, long at) {
        return new Inventory(facts == null ? source.remove(key, at) : source.put(key, at, facts, at), gone);
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
        return new Inventory(source, kept);
    }
}
