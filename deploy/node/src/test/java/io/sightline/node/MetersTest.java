package io.sightline.node;

import io.sightline.engine.sync.NodeFigures;
import io.sightline.engine.sync.Standings;
import io.sightline.engine.sync.SyncMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a node tells the others of itself. */
class MetersTest {

    private final Meters meters = new Meters();
    private final SyncMetrics sync = meters.sync();

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void tellsHowLongChangesTookOnceSomeHaveArrived() {
        assertThat(sync.figures().propagation()).isNull();
        for (int i = 1; i <= 100; i++) {
            sync.applied(i > 90 ? 400 : 20);
        }
        NodeFigures.Propagation propagation = sync.figures().propagation();
        assertThat(propagation).isNotNull();
        assertThat(propagation.p50Millis()).isBetween(15L, 25L);
        assertThat(propagation.p99Millis()).isBetween(350L, 450L);
    }

    @Test
    void tellsHowEnvironmentsStandAndWhatIsUnderWay() {
        Standings standings = new Standings(5, 4, 3, 2, 1);
        sync.standing(standings);
        sync.operations(2);
        assertThat(sync.figures()).isEqualTo(new NodeFigures(standings, 2, null, 0));
        assertThat(meters.scrape()).contains("sightline_sync_environments{state=\"lagging\"} 4.0");
    }
}
