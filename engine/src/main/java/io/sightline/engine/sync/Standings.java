package io.sightline.engine.sync;

/**
 * How many environments of one node stand how.
 *
 * @param inStep connected, with nothing left to apply
 * @param lagging connected, with something left to apply
 * @param degraded connected, reading too slowly
 * @param quarantined connected, with a part that could not be repaired
 * @param offline that have left this node within a day and come back neither to it nor to another
 */
public record Standings(int inStep, int lagging, int degraded, int quarantined, int offline) {

    /** These and others. */
    public Standings plus(Standings other) {
        return new Standings(
                inStep + other.inStep,
                lagging + other.lagging,
                degraded + other.degraded,
                quarantined + other.quarantined,
                offline + other.offline);
    }
}
