package io.sightline.engine.sync.feed;

import io.sightline.engine.sync.Mark;

/** A node's word that nothing before this mark will be handed to any transport any more. */
public record Confirm(Feed feed, NodeId node, Mark mark) {}
