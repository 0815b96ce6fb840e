package io.sightline.engine.erasure;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.UserId;

/** What the store holds of entities: their events, their snapshots, and that they are there. Implementations are thread-safe. */
public interface Remains {

    /** What belongs to a user under ids of its own, which begin with the user's: everything that ever was, in no order. */
    CompletionStage<List<EntityRef>> belongings(UserId user);

    /**
     * Removes all of it for good. Whoever asks has made the entities leave memory. Repeating it does nothing.
     *
     * @return completes when no reader of the store finds any of it any more
     */
    CompletionStage<Void> remove(Collection<EntityRef> entities);
}
