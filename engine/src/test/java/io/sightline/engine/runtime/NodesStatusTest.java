package io.sightline.engine.runtime;

import java.util.function.ToIntFunction;

import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Standings;
import io.sightline.engine.synchronize.NodesStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.sightline.engine.runtime.TwoNodes.soon;
import static org.assertj.core.api.Assertions.assertThat;

/** How two nodes with sessions stand, whichever is asked. */
@Timeout(120)
class NodesStatusTest {

    private static TwoNodes nodes;

    @BeforeAll
    static void start() {
        nodes = TwoNodes.withTwoEdges();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static NodesStatus asked(SyncNode node) {
        return node.status().nodes().toCompletableFuture().join();
    }

    /** Of all nodes together, whichever is asked. */
    private static void standNow(ToIntFunction<Standings> how, int expected) {
        for (SyncNode node : new SyncNode[] {nodes.entityNode, nodes.edgeNode}) {
            soon(() -> assertThat(asked(node).nodes().stream()
                            .mapToInt(each -> how.applyAsInt(each.figures().standings()))
                            .sum())
                    .isEqualTo(expected));
        }
    }

    @Test
    void countsAnInstallationThatWentToTheOtherNodeOnce() {
        UserId user = new UserId("u-" + System.nanoTime());
        nodes.createUser(user);
        WireClient there = nodes.connect(user, nodes.entityNode);
        standNow(Standings::inStep, 1);
        there.leave();
        standNow(Standings::offline, 1);
        nodes.connect(user, nodes.edgeNode);
        standNow(Standings::inStep, 1);
        standNow(Standings::offline, 0);
    }

    @Test
    void namesEachByTheAddressTheOthersKnow() {
        assertThat(asked(nodes.edgeNode).silent()).isZero();
        assertThat(asked(nodes.edgeNode).nodes())
                .extracting(NodesStatus.Of::address)
                .hasSize(2)
                .isSorted()
                .allMatch(address -> address.matches("127\\.0\\.0\\.1:\\d+"));
    }
}
