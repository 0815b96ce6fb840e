package io.sightline.engine.sync.node;

import java.util.ArrayDeque;

import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.SourceChange;

/** Changes of one source that came before the state they build on, in order of coming. For NodeSync's thread. */
final class EarlyChanges {

    /** More are loaded with the whole. */
    private static final int KEPT = 256;

    private final ArrayDeque<SourceChange> changes = new ArrayDeque<>(0);

    void keep(SourceChange change) {
        if (changes.size() == KEPT) {
            changes.removeFirst();
        }
        changes.addLast(change);
    }

    /** Applies what fits. @return whether one of this history is left that does not */
    boolean replay(Mirror mirror) {
        boolean more = true;
        while (more) {
            more = false;
            for (var early = changes.iterator(); early.hasNext(); ) {
                SourceChange change = early.next();
                Mark mark = mirror.mark();
                if (mirror.follows(change)) {
                    mirror.apply(change);
                    early.remove();
                    more = true;
                } else if (mark == null || !mark.epoch().equals(change.epoch()) || change.rev() <= mark.rev()) {
                    // Of another epoch it may be older or newer; the next renewal tells which.
                    early.remove();
                }
            }
        }
        return !changes.isEmpty();
    }

    void clear() {
        changes.clear();
    }
}
