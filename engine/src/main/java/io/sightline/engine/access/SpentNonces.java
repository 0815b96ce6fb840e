package io.sightline.engine.access;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Remembers what may be said once. Every node asks the same. Implementations are thread-safe; a failed stage means that the
 * store did not answer, and nobody is let in on a failure.
 */
public interface SpentNonces {

    /**
     * Spends a nonce of a key.
     *
     * @param remembered for how long it cannot be spent again, at least
     * @return whether it was not spent before; of several who spend it at once, one
     */
    CompletionStage<Boolean> spend(String key, String nonce, Duration remembered);
}
