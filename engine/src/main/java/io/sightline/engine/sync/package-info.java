/**
 * The server's side of the client protocol ({@code api/PROTOCOL.md}), without a socket, an actor, a thread, a clock or
 * randomness of its own, so that one seeded thread can drive exactly the code that serves.
 *
 * <p>Read it in this order. An entity's history reaches nodes through a <em>feed</em> ({@link
 * io.sightline.engine.sync.feed}): the entity knows its watching nodes and their leases, tells them each change, and fences
 * a removal until each has confirmed it or lost its lease. On a node ({@link io.sightline.engine.sync.node}) a {@code Mirror}
 * holds the source, a {@code Lane} holds the sessions of one event loop, and a {@code Session} holds of each source only
 * which revision it last wrote and whether more is due: what to write is found in the mirror at the moment of writing, so
 * nothing stale can wait in a queue. What is written is a {@code Frame} ({@link io.sightline.engine.sync.wire}), encoded once
 * for each view class and shared by all sessions. Here lie the words they all use.
 *
 * <p>Imports {@code engine.domain}; inside, {@code node} imports {@code feed} and {@code wire}, and those import only this.
 */
@NullMarked
package io.sightline.engine.sync;

import org.jspecify.annotations.NullMarked;
