package io.sightline.engine.sync.node;

import java.util.List;

import io.sightline.engine.sync.wire.Frame;

/** A base on its way to one client, which holds it when the last chunk is written. */
final class Transfer {

    final Subscription subject;
    final Edition edition;
    private final List<Frame> chunks;
    private int next;

    Transfer(Subscription subject, Edition edition, List<Frame> chunks) {
        this.subject = subject;
        this.edition = edition;
        this.chunks = chunks;
    }

    /** Whether it may go on: it shows nothing that was removed since it began. */
    boolean sound(Edition now) {
        return edition == now || !now.removedSince(edition.mark());
    }

    /** The next chunk; there is one until it is {@link #done}. */
    Frame chunk() {
        return chunks.get(next++);
    }

    boolean done() {
        return next == chunks.size();
    }
}
