package io.sightline.engine.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;

/**
 * What entities on this node have to have done outside, where they cannot reach: at its time an appointment without a command
 * is brought here, and again every few seconds until the entity's state has no such appointment any more. Thread-safe.
 */
public final class Errands {

    private final Map<Kind, Consumer<EntityRef>> runners = new ConcurrentHashMap<>();

    /**
     * Says who runs the errands of a kind of entity from now on.
     *
     * @param runner is called on an entity's thread and returns at once; it is called again for what is still under way
     */
    public void serve(Kind kind, Consumer<EntityRef> runner) {
        runners.put(kind, runner);
    }

    /** Brings one that is due; with nobody to run it, it waits. */
    void due(EntityRef entity) {
        Consumer<EntityRef> runner = runners.get(entity.kind());
        if (runner != null) {
            runner.accept(entity);
        }
    }
}
