package io.sightline.engine.access;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps who acts for whom, until it is over. Reads see every write that was answered before, on any node. Implementations are
 * thread-safe; a failed stage means that the store did not answer, and nobody is let in on a failure.
 */
public interface ActingStore {

    /** Keeps one, in place of one with its id: ids are random, so that is an earlier attempt at the same. */
    CompletionStage<Void> add(Acting acting);

    CompletionStage<Optional<Acting>> find(String id);

    /** All that were not removed, in no order; there are dozens, not thousands. */
    CompletionStage<List<Acting>> all();

    /** Removes one; of several who do it at once, one is told true. */
    CompletionStage<Boolean> remove(String id);
}
