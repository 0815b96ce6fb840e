package io.sightline.simulator;

import io.sightline.engine.sync.SyncClock;

/** Time that passes when told. */
final class VirtualTime {

    private static final long EPOCH_MILLIS = 1_766_400_000_000L;
    private static final long MILLI = 1_000_000L;

    private long nanos = 5_000_000_000_000L;

    long nanos() {
        return nanos;
    }

    long millis() {
        return EPOCH_MILLIS + nanos / MILLI;
    }

    void pass(long millis) {
        nanos += millis * MILLI;
    }

    /** A machine's clock, which runs at a rate of its own from an origin of its own. */
    SyncClock clock(double rate) {
        long origin = nanos;
        return new SyncClock() {
            @Override
            public long nanos() {
                return (long) ((nanos - origin) * rate);
            }

            @Override
            public long epochMillis() {
                return millis();
            }
        };
    }
}
