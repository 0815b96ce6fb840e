package io.sightline.engine.runtime;

import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;

/** What a node tells the owner of a history that it watches. */
public sealed interface WatchMessage extends EntityMessage, RemoteMessage {

    record Watching(Watch watch) implements WatchMessage {}

    record Unwatching(Unwatch unwatch) implements WatchMessage {}

    record Confirming(Confirm confirm) implements WatchMessage {}

    /** The node asks for the whole. */
    record Loading(Feed feed, NodeId node) implements WatchMessage {}
}
