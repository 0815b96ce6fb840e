package io.sightline.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.SyncMetrics;
import io.sightline.engine.sync.node.Admission;
import io.sightline.engine.sync.node.Lane;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The lanes of a node, which its actor may ask from its first message on. */
class LanesTest {

    private static final Executor AT_ONCE = Runnable::run;

    private final Lanes lanes = new Lanes(List.of(AT_ONCE, AT_ONCE));

    private static Lane lane(int index) {
        SyncLimits limits = SyncLimits.standard();
        return new Lane(
                index,
                new Lane.Surroundings(
                        limits,
                        SyncClock.system(),
                        new SplittableRandom(index),
                        WireClient.TOKENS,
                        new Admission(limits.hellosPerSecond(), 0),
                        new LaneMail(TestInbox.<NodeMessage>create().getRef()),
                        SyncMetrics.none(),
                        AT_ONCE));
    }

    private List<Integer> asked() {
        return lanes.gather(lane -> List.of(lane.index())).toCompletableFuture().join();
    }

    @Test
    void haveNothingToSayBeforeTheyAreFilled() {
        assertThat(lanes.gather(lane -> lane.statuses(new UserId("anna")))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(lanes.count()).isEqualTo(2);
    }

    @Test
    void answerAsFarAsTheyAreFilled() {
        List<List<Integer>> answers = new ArrayList<>();
        lanes.fill(index -> {
            answers.add(asked());
            return lane(index);
        });
        assertThat(answers).containsExactly(List.of(), List.of(0));
        assertThat(asked()).containsExactly(0, 1);
    }
}
