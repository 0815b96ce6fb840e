package io.sightline.api.edge;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.UserId;

/** Finds out for whom an administrator acts who presents the token of an acting. */
public interface ActingSignIn {

    /**
     * An acting that goes on.
     *
     * @param id which names it and says nothing
     * @param until when it ends at the latest
     */
    record Acting(String id, UserId user, Instant until) {}

    /** The acting whose token this is; empty when it is none, or has ended. */
    CompletionStage<Optional<Acting>> find(String token);
}
