package io.sightline.engine.projection;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.sightline.engine.domain.EntityRef;

/**
 * Which entities have changed. Writes come in lanes; each lane counts up and is in order: what is read of it up to a number is all
 * that was written up to there, but for writes of unknown outcome, which the process that made them answers for
 * ({@link Written#known}). Thread-safe.
 */
public interface Feed {

    /**
     * One write.
     *
     * @param lane in the marks of an index, so it means the same after a restart
     * @param number rises within the lane, not by one
     * @param entities the revision each of them was written to
     * @param known whether the write holds; otherwise it may hold, or come to hold within a short time
     */
    record Written(String lane, long number, Map<EntityRef, Long> entities, boolean known) {

        public Written {
            entities = Map.copyOf(entities);
        }
    }

    /**
     * Tells every write that this process has an answer for from now on, lane by lane in order.
     *
     * @param each called from any thread; returns soon
     */
    void follow(Consumer<Written> each);

    /**
     * Tells every write that holds at the time of the call and lies behind these numbers, lane by lane in order.
     *
     * @param lanes where to begin in each lane; one that is missing is told from its beginning
     */
    CompletionStage<Void> since(Map<String, Long> lanes, Consumer<Written> each);

    /** The last number of every lane there is. */
    CompletionStage<Map<String, Long>> heads();

    /** How long a write is told by {@link #since}; what an index missed before that it can only be built anew. */
    java.time.Duration retention();
}
