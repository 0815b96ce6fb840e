package io.sightline.engine.sync.node;

import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.NodeId;

/**
 * Tells a node's lanes what its mirrors have published, and the owners when no lane can read anything older any more. For
 * NodeSync's thread.
 */
final class Barrier {

    private final NodeId self;
    private final int lanes;
    private final NodeEffects effects;

    Barrier(NodeId self, int lanes, NodeEffects effects) {
        this.self = self;
        this.lanes = lanes;
        this.effects = effects;
    }

    /** @param revived whether the copy has come to life, which its version does not show */
    void tell(Watched<?> watched, boolean revived) {
        long version = watched.copy.version();
        for (int lane = 0; lane < lanes; lane++) {
            if (watched.post(lane, revived)) {
                if (watched.feed instanceof Feed.OfSource of) {
                    effects.onLane(lane, told -> told.sourceChanged(of.source(), version));
                } else if (watched.feed instanceof Feed.OfManifest of) {
                    effects.onLane(lane, told -> told.manifestChanged(of.user(), version));
                }
            }
        }
    }

    void passed(Watched<?> watched, int lane, long version) {
        if (watched.passed(lane, version)) {
            tell(watched, false);
        }
        confirm(watched);
    }

    /** A lane that is not on the feed any more need not pass. */
    void leave(Watched<?> watched, int lane) {
        watched.leave(lane);
        confirm(watched);
    }

    /** Tells the owner if every lane has passed more than it was told. */
    void confirm(Watched<?> watched) {
        Mark mark = watched.confirmable();
        if (mark != null) {
            effects.confirm(new Confirm(watched.feed, self, mark));
        }
    }
}
