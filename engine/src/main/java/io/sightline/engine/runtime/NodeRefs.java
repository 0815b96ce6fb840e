package io.sightline.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.sightline.engine.sync.feed.NodeId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;

/** Finds the actor that keeps a node's sessions in step, on this node or another. Thread-safe. */
final class NodeRefs implements Publisher.Post {

    static final String EDGE_ROLE = "edge";
    static final String ACTOR = "sync";

    private final Cluster cluster;
    private final ActorRefResolver resolver;
    private final Transfers transfers;
    private final Map<NodeId, ActorRef<NodeMessage>> refs = new ConcurrentHashMap<>();

    NodeRefs(ActorSystem<?> system, Transfers transfers) {
        this.transfers = transfers;
        cluster = Cluster.get(system);
        resolver = ActorRefResolver.get(system);
    }

    NodeId self() {
        return idOf(cluster.selfMember().uniqueAddress());
    }

    /** Messages to this node need no way through the network. */
    void selfIs(ActorRef<NodeMessage> ref) {
        refs.put(self(), ref);
    }

    /** A node's name: where it is, and which of the processes that were ever there. */
    static NodeId idOf(UniqueAddress address) {
        return new NodeId(address.address() + "#" + address.longUid());
    }

    /** Host and port of a node. */
    static String addressOf(NodeId node) {
        return node.value()
                .substring(node.value().indexOf('@') + 1, node.value().lastIndexOf('#'));
    }

    @Override
    public void send(NodeId node, NodeMessage message) {
        transfers.send(refOf(node), message);
    }

    ActorRef<NodeMessage> refOf(NodeId node) {
        return refs.computeIfAbsent(node, this::resolve);
    }

    private ActorRef<NodeMessage> resolve(NodeId node) {
        String address = node.value().substring(0, node.value().lastIndexOf('#'));
        return resolver.resolveActorRef(address + "/system/" + ACTOR);
    }

    /** Members that are unreachable are among them: they may still hold sessions until their leases run out. */
    @Override
    public List<NodeId> edges() {
        CurrentClusterState state = cluster.state();
        List<NodeId> edges = new ArrayList<>(1);
        for (Member member : state.getMembers()) {
            if (member.hasRole(EDGE_ROLE)) {
                edges.add(idOf(member.uniqueAddress()));
            }
        }
        return edges;
    }
}
