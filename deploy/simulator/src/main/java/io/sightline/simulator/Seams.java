package io.sightline.simulator;

import java.util.List;
import java.util.Set;

import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.ServerMessage;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.feed.NodeId;

/**
 * The places at which the simulated world touches the code under test. As they stand they change nothing; a test plants a
 * fault by overriding one, and then the simulator must find it.
 */
interface Seams {

    /** How fast a node's clock runs; the protocol's margin allows three in a hundred. */
    default double clockRate(double rate) {
        return rate;
    }

    /** The limits that owners count leases by. */
    default SyncLimits ownerLimits(SyncLimits limits) {
        return limits;
    }

    /** The nodes that a restarted owner suspects of watching. */
    default Set<NodeId> suspects(Set<NodeId> alive) {
        return alive;
    }

    /** The number of a grant; {@code last} is that of the same source's last one, 0 for none. */
    default long grantNumber(long fresh, long last) {
        return fresh;
    }

    /** The epoch of a source that begins anew. */
    default Epoch epoch(Epoch fresh, Epoch last) {
        return fresh;
    }

    /** Whether an owner acknowledges at once, without waiting for its watchers. */
    default boolean unfenced() {
        return false;
    }

    /** What reaches a node in place of a letter that would. */
    default List<Letter.ToNode> toNode(NodeId node, Letter.ToNode letter) {
        return List.of(letter);
    }

    /** What a node tells the owners besides, because it got a letter. */
    default List<Letter.ToOwner> rashly(NodeId node, Letter.ToNode letter) {
        return List.of();
    }

    /** What a session writes in place of a message. */
    default List<ServerMessage> written(Wire wire, ServerMessage message) {
        return List.of(message);
    }

    /** What a client's replica is given in place of a message. */
    default List<ServerMessage> toReplica(Installation client, ServerMessage message) {
        return List.of(message);
    }

    /** What a client says in place of a message. */
    default ClientMessage fromReplica(Installation client, ClientMessage message) {
        return message;
    }

    static Seams honest() {
        return new Seams() {};
    }
}
