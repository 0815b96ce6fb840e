package io.sightline.engine.sync.feed;

import io.sightline.engine.sync.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A node asks to be told of changes and for a lease, or for another one. It must be sent before the feed is loaded: what
 * changes in between is then told. Sent to the feed's owner through the cluster's shard region.
 *
 * @param round counts this node's watches from 1; the answer repeats it, so that a lease is measured from the sending
 * @param confirmed up to where the node can no longer hand out anything older; null when it holds nothing
 */
public record Watch(
        Feed feed, NodeId node, long round, @Nullable Mark confirmed) {}
