package io.sightline.engine.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.sightline.engine.domain.EntityRef;

/**
 * What has to be in the store before an entity may persist an event: the key its personal data is encrypted under, and its
 * name in the outbox when the event makes it owe something. Confined to the entity's actor, but for the stages it returns.
 */
final class Preparation {

    private final EntityRef self;
    private final Outbox outbox;
    private final Supplier<CompletionStage<Void>> key;
    private volatile boolean hasKey;
    private volatile boolean open;

    /**
     * @param hasKey whether the key is there, or none is needed
     * @param key makes the key and hands it to the journal
     */
    Preparation(EntityRef self, Outbox outbox, boolean hasKey, Supplier<CompletionStage<Void>> key) {
        this.self = self;
        this.outbox = outbox;
        this.hasKey = hasKey;
        this.key = key;
    }

    boolean isReady(boolean owes) {
        return hasKey && (open || !owes);
    }

    CompletionStage<Void> prepare(boolean owes) {
        CompletionStage<Void> keyed =
                hasKey ? CompletableFuture.completedStage(null) : key.get().thenRun(() -> hasKey = true);
        if (!owes || open) {
            return keyed;
        }
        return keyed.thenCombine(outbox.open(self), (made, written) -> null).thenRun(() -> open = true);
    }

    /** The entity was woken, so it stands in the outbox from an earlier life. */
    void woken() {
        open = true;
    }

    /** Everything owed has been answered. A failure to say so costs one needless waking after the next start. */
    void delivered() {
        if (open) {
            open = false;
            outbox.close(self);
        }
    }
}
