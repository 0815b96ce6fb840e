package io.sightline.engine.access;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.AdministratorId;

/**
 * Who made what, for those whose access is individual. Objects are named by their collection and id, such as {@code users} and
 * {@code 42}. What no administrator made is in nobody's circle. Reads see every write that was answered before, on any node;
 * thread-safe.
 */
public interface Authorship {

    /** Notes it; once more for the same object replaces the maker. */
    CompletionStage<Void> note(String collection, String id, AdministratorId maker);

    CompletionStage<Optional<AdministratorId>> maker(String collection, String id);

    /**
     * The ids of what one administrator made, in no order; what was deleted since is still among them.
     *
     * @param limit no more than so many, whichever
     */
    CompletionStage<Set<String>> works(String collection, AdministratorId maker, int limit);
}
