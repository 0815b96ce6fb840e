package io.sightline.engine.synchronize;

import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.OperationId;

/** Verifies environments against the server on demand, repairs what differs and says what that was. Thread-safe. */
public interface Synchronizer {

    /**
     * Begins an operation that ends with a result for each environment of the target. An environment is verified once in 10 s
     * at most: what is asked sooner shares the verification under way or just done. Environments that are offline are verified
     * when they return.
     *
     * @return completes once the operation is recorded, long before it has ended; its progress is the state of the entity
     *     {@link OperationId#ref}
     */
    CompletionStage<OperationId> synchronize(Target target);
}
