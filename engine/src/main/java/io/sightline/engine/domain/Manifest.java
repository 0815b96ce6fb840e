package io.sightline.engine.domain;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that one user may see, and the only thing that adds sources to a client or takes them away.
 *
 * @param epoch the incarnation of the user
 * @param rev the revision of the user at which it last changed
 * @param grants by source; kept while paused, so that resuming costs the difference alone
 * @param credentials counts what makes earlier sign-ins void (password, termination): a session begun under a lower number ends
 */
public record Manifest(Epoch epoch, long rev, Status status, SortedMap<SourceId, Grant> grants, long credentials) {

    public enum Status {
        ACTIVE,
        /** Hidden and kept: a suspension cause holds. */
        PAUSED,
        /** Terminated: everything goes. */
        ENDED
    }

    public Manifest {
        grants = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(grants));
    }
}
