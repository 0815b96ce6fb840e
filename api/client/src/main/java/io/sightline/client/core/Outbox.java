package io.sightline.client.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ClientMessage.Bad;

/** What waits to be said in one session. Acknowledgements are not here: they are a number that is taken when there is room to say it. */
final class Outbox {
    private static final int BAD_PER_ACK = 200;

    private final Queue<ClientMessage> urgent = new ArrayDeque<>();
    private final Map<String, Boolean> digests = new LinkedHashMap<>();
    private final Queue<Bad> bad = new ArrayDeque<>();

    void add(ClientMessage message) {
        urgent.add(message);
    }

    void addDigest(String source, boolean deep) {
        digests.merge(source, deep, Boolean::logicalOr);
    }

    void addBad(Bad entry) {
        bad.add(entry);
    }

    Queue<ClientMessage> urgent() {
        return urgent;
    }

    boolean hasDigests() {
        return !digests.isEmpty();
    }

    boolean hasBad() {
        return !bad.isEmpty();
    }

    /** Takes the source whose digest was asked for first, and whether deeply. */
    Map.Entry<String, Boolean> takeDigest() {
        Iterator<Map.Entry<String, Boolean>> first = digests.entrySet().iterator();
        var digest = Map.entry("", false);
        if (first.hasNext()) {
            var next = first.next();
            digest = Map.entry(next.getKey(), next.getValue());
            first.remove();
        }
        return digest;
    }

    /** Takes as many unreadable entries as one acknowledgement carries. */
    List<Bad> takeBad() {
        var some = new ArrayList<Bad>();
        while (!bad.isEmpty() && some.size() < BAD_PER_ACK) {
            some.add(bad.remove());
        }
        return some;
    }

    void clear() {
        urgent.clear();
        digests.clear();
        bad.clear();
    }
}
