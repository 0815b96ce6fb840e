/**
 * Runs the domain on Pekko: one generic event-sourced actor, sharded, decides, persists and replies for every kind of
 * entity; beside it lie what delivers an entity's obligations and what publishes its changes to the nodes that watch it.
 * Holds no rule of the business. Imports {@code domain}, {@code journal} and {@code sync}; the API calls {@link
 * io.sightline.engine.runtime.Engine}.
 */
@NullMarked
package io.sightline.engine.runtime;

import org.jspecify.annotations.NullMarked;
