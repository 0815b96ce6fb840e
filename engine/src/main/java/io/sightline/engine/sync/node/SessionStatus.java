package io.sightline.engine.sync.node;

import java.util.List;

import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;

/**
 * How one session fares, for operators.
 *
 * @param sid the session as the protocol names it
 * @param lagRevisions how many revisions the client has not acknowledged, over all its sources and its manifest
 * @param lagMillis for how long it has not been in step; 0 when it is
 * @param frontierAt when it last had a frontier, milliseconds since 1970; 0 for never
 * @param at when this was looked at, milliseconds since 1970
 * @param manifestRev the manifest revision it has acknowledged, -1 for none
 * @param ownRev the revision it has acknowledged of the user's own source, -1 for none
 * @param verifiedAt when its content was last compared with the server's, milliseconds since 1970; 0 for not in this session
 * @param quarantined sources given up for now
 */
public record SessionStatus(
        String sid,
        UserId user,
        String environment,
        String installation,
        State state,
        long lagRevisions,
        long lagMillis,
        long frontierAt,
        long at,
        long manifestRev,
        long ownRev,
        long verifiedAt,
        List<SourceId> quarantined) {

    /** In order of urgency, the least first; offline is the last word of a session that has ended. */
    public enum State {
        IN_STEP,
        LAGGING,
        DEGRADED,
        QUARANTINED,
        OFFLINE
    }

    public SessionStatus {
        quarantined = List.copyOf(quarantined);
    }
}
