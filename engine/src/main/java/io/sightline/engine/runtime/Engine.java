package io.sightline.engine.runtime;

import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;

/**
 * The way in: commands to entities, and their states. Two implementations: {@code ShardedEngine}, the product, and
 * {@code DirectEngine}, which holds every entity in one map and is for tests of what stands on top of the engine.
 * Thread-safe. Two commands sent one after the other from one thread to one entity are decided in that order.
 */
public interface Engine {

    /**
     * Has one entity decide a command.
     *
     * @return completes with the outcome once {@code assurance} holds; fails when the outcome is not known within the time
     *     limit, and sending the same command again is then safe
     */
    CompletionStage<Reply> send(EntityRef entity, Command command, Assurance assurance);

    /**
     * The state of one entity, after everything it had answered before.
     *
     * @param <S> the entity's type, which goes with the reference's kind
     */
    <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type);
}
