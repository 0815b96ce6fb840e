package io.sightline.api.edge;

import java.util.List;

import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.node.Lane;
import io.sightline.engine.sync.node.Tokens;

/**
 * The sessions' side of the edge, one lane for each event loop.
 *
 * @param lanes in the order of the loops; each was made with its loop as executor
 * @param tokens the same that the lanes ask
 */
public record Sessions(List<Lane> lanes, SyncLimits limits, SyncClock clock, Tokens tokens) {
    public Sessions {
        lanes = List.copyOf(lanes);
    }
}
