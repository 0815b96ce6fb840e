package io.sightline.engine.synchronize;

import java.util.List;

import io.sightline.engine.sync.NodeFigures;

/**
 * How the nodes that hold sessions stand.
 *
 * @param nodes those that have answered, by address
 * @param silent how many have not in time
 */
public record NodesStatus(List<Of> nodes, int silent) {

    public NodesStatus {
        nodes = List.copyOf(nodes);
    }

    /**
     * One node.
     *
     * @param address host and port by which the other nodes reach it
     */
    public record Of(String address, NodeFigures figures) {}
}
