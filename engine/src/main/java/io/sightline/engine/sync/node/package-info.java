/**
 * A node's part of the protocol.
 *
 * <ul>
 *   <li>{@link io.sightline.engine.sync.node.NodeSync} keeps mirrors alive: watches, leases, loads, barriers, confirmations,
 *       and which user has which sockets. It runs on one thread (an actor's) and acts through {@code NodeEffects}.
 *   <li>{@link io.sightline.engine.sync.node.Lane} holds the sessions of one event loop and runs on it alone. It tells
 *       {@code NodeSync} what it needs through {@code LaneEvents}; nothing else crosses between threads but the immutable
 *       values that mirrors publish.
 *   <li>{@code Session} is one client. What it owes is one mark and two bits a source; content is looked up in the mirror at
 *       the moment of writing. Its parts: {@code Opening} (hello, turn, admission), {@code Inbound} (what the client says),
 *       {@code Holdings} and {@code Backlog} (what it has been written, what it is owed), {@code Outbound} and {@code Window}
 *       (frames on their way), {@code Standing} (frontiers, heartbeats, status), {@code Entitlement} (by what right it is open),
 *       {@code Troubles} (refused sources), {@code Checks} (verifications).
 * </ul>
 *
 * <p><em>Why nothing revoked leaves after a fence.</em> NodeSync publishes the new state in the mirror (a volatile write) and
 * only then runs a task on every lane that holds the mirror; a lane reads the mirror whenever it writes, on the thread of
 * that task. When the task has run, whatever that lane writes later is at least as new, so when all lanes have run it the node
 * confirms. If the confirmation cannot reach the owner, the lease runs out on both sides, here first, and an expired mirror
 * is not read.
 *
 * <p>Imports {@code engine.domain}, {@code engine.sync}, {@code feed} and {@code wire}.
 */
@NullMarked
package io.sightline.engine.sync.node;

import org.jspecify.annotations.NullMarked;
