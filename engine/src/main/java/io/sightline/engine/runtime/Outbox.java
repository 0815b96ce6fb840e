package io.sightline.engine.runtime;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.EntityRef;

/**
 * Remembers, outside the entities, which of them may still owe something to others. An entity is opened here before it
 * persists an event that creates an obligation and closed when the last one is met, so that a node that starts after a crash
 * knows whom to wake. Opening and closing are idempotent; an entity that is open without need costs one message.
 * Implementations are thread-safe.
 */
public interface Outbox {

    CompletionStage<Void> open(EntityRef entity);

    CompletionStage<Void> close(EntityRef entity);

    /** Everyone who is open, in no order. */
    CompletionStage<List<EntityRef>> all();
}
