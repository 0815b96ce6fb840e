package io.sightline.engine.sync.feed;

import io.sightline.engine.sync.Mark;
import org.jspecify.annotations.Nullable;

/**
 * The owner's answer to a {@link Watch}, or with round 0 its unasked word to a node that may hold the feed from before the
 * owner's restart: the node unwatches when it holds nothing, and otherwise catches up and confirms.
 *
 * @param head where the history is; null when the owner does not exist
 * @param extended whether the lease is granted, from the moment at which the node has reached the head. It is not to a node that has yet to confirm what someone waits for, so that
 *     no fence waits longer than one lease
 */
public record Head(Feed feed, long round, @Nullable Mark head, boolean extended) {}
