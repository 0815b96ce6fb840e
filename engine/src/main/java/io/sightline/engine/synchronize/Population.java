package io.sightline.engine.synchronize;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.sightline.engine.domain.UserId;

/** Everyone there is. Implementations are thread-safe. */
public interface Population {

    /**
     * Names every user who was ever created, once each, in no order, also those who have been terminated.
     *
     * @param each called from one thread at a time
     * @return completes when all have been named
     */
    CompletionStage<Void> users(Consumer<UserId> each);
}
