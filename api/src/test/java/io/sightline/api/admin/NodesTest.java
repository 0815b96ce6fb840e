package io.sightline.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How the nodes stand, for those who run them. */
class NodesTest {

    private final AdminPlane plane = AdminPlane.start();

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void areShownEachWithItsFigures() {
        ObjectNode nodes = AdminPlane.json(plane.get("/api/v1/nodes"));
        assertThat(nodes.get("silent").intValue()).isEqualTo(1);
        assertThat(nodes.get("items")).hasSize(2);
        assertThat(nodes.at("/items/0")).hasToString("""
                        {"address":"10.0.0.1:25520",\
                        "environments":{"in_step":3,"lagging":2,"degraded":1,"quarantined":0,"offline":4},\
                        "propagation":{"p50Millis":12,"p99Millis":45},"operations":1,"listsBehindMillis":7}""");
        assertThat(nodes.at("/items/1").has("propagation")).isFalse();
    }
}
