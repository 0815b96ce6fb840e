package io.sightline.bench.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how many have received something, and when the last one had. Thread-safe. */
public final class Arrivals {

    private final AtomicInteger missing;
    private final CountDownLatch all = new CountDownLatch(1);
    private volatile long lastNanos;

    public Arrivals(int expected) {
        missing = new AtomicInteger(expected);
    }

    /** One more has it. */
    public void arrived() {
        if (missing.decrementAndGet() == 0) {
            lastNanos = System.nanoTime();
            all.countDown();
        }
    }

    /** How many lack it still. */
    public int missing() {
        return missing.get();
    }

    /**
     * Waits for the last one.
     *
     * @return the nanosecond clock when the last one had it, or -1 when somebody lacks it after so long
     */
    public long await(long patienceMillis) {
        try {
            return all.await(patienceMillis, TimeUnit.MILLISECONDS) ? lastNanos : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
