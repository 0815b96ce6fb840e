package io.sightline.engine.sync;

import org.jspecify.annotations.Nullable;

/**
 * What a node has counted of itself lately.
 *
 * @param operations of Synchronize that are under way there
 * @param propagation from a change's commit to a client's word that it has applied it; null while nothing was
 * @param listsBehindMillis the age of the oldest change that is not in that node's lists
 */
public record NodeFigures(
        Standings standings, int operations, @Nullable Propagation propagation, long listsBehindMillis) {

    /** How long changes took, in milliseconds: half of them at most the one, 99 of 100 at most the other. */
    public record Propagation(long p50Millis, long p99Millis) {}

    /** Of one that counts nothing. */
    public static NodeFigures none() {
        return new NodeFigures(new Standings(0, 0, 0, 0, 0), 0, null, 0);
    }
}
