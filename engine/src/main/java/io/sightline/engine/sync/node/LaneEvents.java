package io.sightline.engine.sync.node;

import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.feed.Feed;
import org.jspecify.annotations.Nullable;

/**
 * What lanes tell {@link NodeSync}, which implements it; between the two lies the node's mailbox, which must keep the order
 * of each lane's calls.
 */
public interface LaneEvents {

    /**
     * A session wants to open. Answered on the lane by {@link Lane#admitted} or {@link Lane#refused}.
     *
     * @param resume the former session that the client names, or null
     */
    void joined(int lane, Connection session, Tokens.Verified identity, @Nullable String resume);

    /** A session that had joined is open and stays; one that is there for a single answer is not told of. */
    void opened(int lane, Connection session, Tokens.Verified identity);

    /**
     * A session that had joined is gone.
     *
     * @param parked what it needs to be resumed, or null when it cannot be
     * @param last its last word: offline, and how far it had come
     */
    void left(int lane, Connection session, @Nullable Parked parked, SessionStatus last);

    /** The lane has a session that holds this source. Answered by {@link Lane#mirrored}. */
    void wanted(int lane, SourceId source);

    /** The lane has no session of this source any more. */
    void released(int lane, SourceId source);

    /** The lane has read this version of the feed, or a later one, and will never read an earlier one again. */
    void passed(int lane, Feed feed, long version);

    void verified(Verification.Result result);
}
