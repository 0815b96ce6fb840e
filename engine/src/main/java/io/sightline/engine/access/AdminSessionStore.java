package io.sightline.engine.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.AdministratorId;

/**
 * Keeps the sessions of administrators. Reads see every write that was answered before, on any node. A store may forget a
 * session that is older than any may become; whether one is over is for the reader to say. Implementations are thread-safe; a
 * failed stage means that the store did not answer, and nobody is let in on a failure.
 */
public interface AdminSessionStore {

    CompletionStage<Void> add(AdminSession session);

    CompletionStage<Optional<AdminSession>> find(String hash);

    /** Notes that a session was used; one that was removed meanwhile stays so. */
    CompletionStage<Void> touch(String hash, Instant at);

    /** Everything kept of one administrator's sessions, in no order; also what is over. */
    CompletionStage<List<AdminSession>> of(AdministratorId administrator);

    /** Removes one by its public id; false when that administrator has none of it. */
    CompletionStage<Boolean> remove(AdministratorId administrator, String id);
}
