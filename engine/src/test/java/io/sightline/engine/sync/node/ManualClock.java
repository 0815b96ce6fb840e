package io.sightline.engine.sync.node;

import java.time.Duration;

import io.sightline.engine.sync.SyncClock;

/** Time that passes when told. */
final class ManualClock implements SyncClock {

    private long nanos = 5_000_000_000_000L;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long epochMillis() {
        return 1_766_400_000_000L + nanos / 1_000_000;
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }
}
