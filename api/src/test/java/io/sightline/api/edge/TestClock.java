package io.sightline.api.edge;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.sightline.engine.sync.SyncClock;

/** The machine's clock, which a test may put forward or stop. Thread-safe. */
final class TestClock implements SyncClock {

    private final AtomicLong ahead = new AtomicLong();
    private volatile boolean stopped;

    @Override
    public long nanos() {
        return (stopped ? 0 : System.nanoTime()) + ahead.get();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis() + ahead.get() / 1_000_000;
    }

    void forward(Duration by) {
        ahead.addAndGet(by.toNanos());
    }

    /** From here on monotonic time passes by {@link #forward} alone. */
    void stop() {
        ahead.addAndGet(System.nanoTime());
        stopped = true;
    }
}
