/**
 * Keeps the directory's index in step with the entities: follows the {@link io.sightline.engine.projection.Feed} of what
 * changed, reads each changed entity, writes its documents; builds the whole index from the {@link
 * io.sightline.engine.projection.History} when there is none. Knows no store. Imports {@code domain}, {@code journal}, {@code
 * directory} and {@code runtime}'s {@code Engine} and {@code EntityKinds}.
 */
@NullMarked
package io.sightline.engine.projection;

import org.jspecify.annotations.NullMarked;
