package io.sightline.engine.synchronize;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.UserId;

/**
 * Remembers where installations stood when they were last heard of, for those that are offline now. Nodes write it when a
 * session ends; what is lost with a node is a little freshness of a time shown to operators and nothing else, for a client
 * proves what it holds by its own cursor. Implementations are thread-safe.
 */
public interface Environments {

    /**
     * Keeps the newest word on each installation; an older one than what is kept changes nothing. A word without a time of
     * verification leaves the time that is kept.
     */
    CompletionStage<Void> save(List<LastSeen> seen);

    /** Everything kept of a user, in no order. */
    CompletionStage<List<LastSeen>> of(UserId user);

    /** Forgets a user. */
    CompletionStage<Void> forget(UserId user);
}
