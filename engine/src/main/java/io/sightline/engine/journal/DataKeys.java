package io.sightline.engine.journal;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.UserId;

/**
 * The keys of the users' personal data. Destroying one erases what was written under it, in every event, snapshot and backup.
 * Implementations are thread-safe. A stage that fails means that it is not known: never that there is no key.
 */
public interface DataKeys {

    /** The user's key; empty when it was never created or has been destroyed. */
    CompletionStage<Optional<DataKey>> find(UserId user);

    /**
     * The user's key, made if there is none yet; of several who create at once all are given the same one.
     *
     * @return fails with {@link DestroyedException} when it has been destroyed: a user is not created twice
     */
    CompletionStage<DataKey> create(UserId user);

    /** Destroys the key for good, also one that was never created. Repeating it does nothing. */
    CompletionStage<Void> destroy(UserId user);

    /** The key was destroyed and no other takes its place. */
    final class DestroyedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public DestroyedException(UserId user) {
            super("The data key of user " + user + " has been destroyed");
        }
    }
}
