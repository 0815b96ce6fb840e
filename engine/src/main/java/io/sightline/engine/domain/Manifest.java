package io.sightline.engine.domain;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/**
 * All that one user may see, and the only thing that adds sources to a client or takes them away.
 *
 * @param epoch the incarnation of the user
 * @param rev the revision of the user at which it last changed
 * @param grants by source; kept while paused, so that resuming costs the difference alone
 * @param credentials counts what makes earlier sign-ins void (password, termination): a session begun under a lower number ends
 * @param ended of installations that the user has ended, the higher number that their sessions must have been begun under
 */
public record Manifest(
        Epoch epoch,
        long rev,
        Status status,
        SortedMap<SourceId, Grant> grants,
        long credentials,
        Map<InstallationId, Long> ended) {

    public enum Status {
        ACTIVE,
        /** Hidden and kept: a suspension cause holds. */
        PAUSED,
        /** Terminated: everything goes. */
        ENDED
    }

    @JsonCreator
    public Manifest(
            Epoch epoch,
            long rev,
            Status status,
            SortedMap<SourceId, Grant> grants,
            long credentials,
            @Nullable Map<InstallationId, Long> ended) {
        this.epoch = epoch;
        this.rev = rev;
        this.status = status;
        this.grants = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(grants));
        this.credentials = credentials;
        this.ended = ended == null ? Map.of() : Map.copyOf(ended);
    }

    /** Of a user who has ended no installation. */
    public Manifest(Epoch epoch, long rev, Status status, SortedMap<SourceId, Grant> grants, long credentials) {
        this(epoch, rev, status, grants, credentials, Map.of());
    }

    /** Which sign-ins are void. */
    public SignIns signIns() {
        return new SignIns(credentials, ended);
    }
}
