package io.sightline.engine.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the keys of the admin plane's callers. Reads see every write that was answered before, on any node. Implementations
 * are thread-safe; a failed stage means that the store did not answer, and nobody is let in on a failure.
 */
public interface ApiKeyStore {

    /**
     * Keeps the very first key.
     *
     * @return false, and nothing kept, when the first key was kept before, by whichever node and even if it was removed
     *     since: of nodes that start at the same moment exactly one prints a key
     */
    CompletionStage<Boolean> addFirst(ApiKey key);

    /**
     * Gives the very first key other scopes.
     *
     * @return false, and nothing changed, when it has them already, was removed, or none was ever kept
     */
    CompletionStage<Boolean> rescopeFirst(Set<String> scopes);

    /** Keeps a key, in place of one with its id: ids are random, so that is an earlier attempt at the same. */
    CompletionStage<Void> add(ApiKey key);

    CompletionStage<Optional<ApiKey>> find(String id);

    /** All keys in no order; there are dozens, not thousands. */
    CompletionStage<List<ApiKey>> all();

    /**
     * Has a key end.
     *
     * @return false, and nothing changed, when there is none
     */
    CompletionStage<Boolean> expire(String id, Instant at);

    /** Takes note that a key was used on a day (UTC). */
    CompletionStage<Void> used(String id, LocalDate day);

    /** The last day each key was used; a key that never was is missing. */
    CompletionStage<Map<String, LocalDate>> lastUses();

    /** Removes a key; false when there was none. */
    CompletionStage<Boolean> remove(String id);
}
