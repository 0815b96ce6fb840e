/**
 * How an entity's history reaches the nodes that watch it, and how the entity knows when no node can still hand out what it
 * has taken back. Messages are plain values that travel between machines; {@link io.sightline.engine.sync.feed.Fences} is
 * the entity's side and lives inside its actor. Imports {@code engine.domain} and {@code engine.sync}.
 */
@NullMarked
package io.sightline.engine.sync.feed;

import org.jspecify.annotations.NullMarked;
