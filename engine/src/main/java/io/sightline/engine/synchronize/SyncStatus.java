package io.sightline.engine.synchronize;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.UserId;

/** How the environments of users stand, and the nodes that hold them. Thread-safe. */
public interface SyncStatus {

    /** Every installation of the user, and each of the three environments in which there is none, in a stable order. */
    CompletionStage<List<EnvironmentStatus>> environments(UserId user);

    /**
     * Waits until every environment that is online has applied all of the user up to a revision (level R3).
     *
     * @param revision the user's revision as a reply told it
     * @return how they stand when that is reached or the limit has run out, whichever comes first; never fails for lateness
     */
    CompletionStage<List<EnvironmentStatus>> awaitApplied(UserId user, long revision, Duration limit);

    /** Every node that holds sessions, as far as they answer within seconds; never fails for one that does not. */
    CompletionStage<NodesStatus> nodes();
}
