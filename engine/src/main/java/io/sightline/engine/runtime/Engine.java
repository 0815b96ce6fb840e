package io.sightline.engine.runtime;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import org.jspecify.annotations.Nullable;

/**
 * The way in: commands to entities, and their states. Two implementations: {@code ShardedEngine}, the product, and
 * {@code DirectEngine}, which holds every entity in one map and is for tests of what stands on top of the engine.
 * Thread-safe. Two commands sent one after the other from one thread to one entity are decided in that order.
 */
public interface Engine {

    /**
     * Has one entity decide commands one after the other. They hold together, in one write, or the first that is refused
     * refuses them all.
     *
     * @param expected the revision the entity must stand at, or null for any; at another one the answer is {@link
     *     io.sightline.engine.domain.Refusal#STALE}. A repetition after an unknown outcome is stale when the first was carried out
     * @return completes with the outcome of them all once {@code assurance} holds; fails when the outcome is not known within the
     *     time limit, and sending the same again is then safe
     */
    CompletionStage<Reply> send(
            EntityRef entity, List<? extends Command> commands, @Nullable Long expected, Assurance assurance);

    /** As the other, of one command and at any revision. */
    default CompletionStage<Reply> send(EntityRef entity, Command command, Assurance assurance) {
        return send(entity, List.of(command), null, assurance);
    }

    /**
     * The state of one entity, after everything it had answered before.
     *
     * @param <S> the entity's type, which goes with the reference's kind
     */
    <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type);
}
