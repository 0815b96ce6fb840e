package io.sightline.bench.rig;

import java.nio.file.Path;

import io.sightline.bench.load.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BareNettyTest {

    @TempDir
    private Path folder;

    @Test
    void bringsEveryFrameToEverybody() {
        try (var server = BareNetty.start(folder.resolve("log"));
                var audience = new Audience(server.address(), 20)) {
            for (int bytes : new int[] {8, 125, 126, 300, 60_000}) {
                var arrivals = audience.broadcast(bytes);
                assertThat(arrivals.await(10_000)).as("%d bytes", bytes).isPositive();
                assertThat(arrivals.missing()).isZero();
            }
            assertThat(server.heapBytes()).isPositive();
        }
    }
}
