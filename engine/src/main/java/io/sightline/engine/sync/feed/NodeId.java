package io.sightline.engine.sync.feed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One run of one node: a restarted node is another one, for it holds nothing of what the former held.
 *
 * @param value opaque; the runtime puts the cluster's unique address there
 */
public record NodeId(@JsonValue String value) implements Comparable<NodeId> {

    @JsonCreator
    public NodeId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A node has a name");
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
