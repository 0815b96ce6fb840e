package io.sightline.engine.sync.feed;

/**
 * A node holds nothing of the feed, or nothing any more.
 *
 * @param round the node's last round; a later watch outranks it, whichever arrives first
 */
public record Unwatch(Feed feed, NodeId node, long round) {}
