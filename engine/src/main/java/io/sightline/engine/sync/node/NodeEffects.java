package io.sightline.engine.sync.node;

import java.util.function.Consumer;

import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;

/**
 * What {@link NodeSync} wants done. Messages may be lost and repeated, and those of different senders may overtake each other;
 * everything is asked for again in time.
 * Called on NodeSync's thread; nothing may call back into it from inside.
 */
public interface NodeEffects {

    /** To the feed's owner through the shard region; answered by {@link NodeSync#answered}. */
    void watch(Watch watch);

    /** To the feed's owner. */
    void unwatch(Unwatch unwatch);

    /** To the feed's owner. */
    void confirm(Confirm confirm);

    /** Asks the owner for the whole state; answered by {@link NodeSync#loaded} or {@link NodeSync#missing}. */
    void load(Feed feed);

    /** Runs a task on a lane's thread, later, in the order of these calls. */
    void onLane(int lane, Consumer<Lane> task);

    /** A verification of one installation has ended. */
    default void verified(Verification.Result result) {}

    /** A session was let in on this node. */
    default void arrived(String sid, Tokens.Verified identity) {}

    /** A session is open on one of this node's lanes, and stays. */
    default void present(int lane, Connection session, Tokens.Verified identity) {}

    /** A session that was let in on this node has ended. */
    default void left(SessionStatus last) {}
}
