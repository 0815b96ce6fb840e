package io.sightline.engine.sync.node;

import java.util.Arrays;

import io.sightline.engine.domain.SourceId;
import org.jspecify.annotations.Nullable;

/** A source as one lane sees it: its mirror, and who on this lane holds it. */
final class LaneSource {

    final SourceId source;

    /** Null until the node has given it. */
    @Nullable
    Mirror mirror;

    private @Nullable Subscription[] holders = new @Nullable Subscription[2];
    private int count;

    LaneSource(SourceId source) {
        this.source = source;
    }

    void add(Subscription subscription) {
        if (count == holders.length) {
            holders = Arrays.copyOf(holders, count * 2);
        }
        subscription.index = count;
        holders[count++] = subscription;
    }

    void remove(Subscription subscription) {
        Subscription last = get(--count);
        holders[subscription.index] = last;
        last.index = subscription.index;
        holders[count] = null;
    }

    int size() {
        return count;
    }

    Subscription get(int index) {
        Subscription subscription = holders[index];
        if (subscription == null) {
            throw new IllegalStateException("Holders are dense");
        }
        return subscription;
    }
}
