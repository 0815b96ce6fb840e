package io.sightline.cli.demo;

import java.util.Arrays;

/** Times between a change's sending and a client's showing it. Thread-safe. */
public final class Lags {

    private long[] nanos = new long[1_024];
    private int count;

    public synchronized void add(long lagNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = lagNanos;
    }

    public synchronized int count() {
        return count;
    }

    /**
     * The smallest lag that at least this share of all does not exceed, in whole milliseconds, rounded up.
     *
     * @param share more than 0, at most 1
     */
    public synchronized long millis(double share) {
        if (count == 0) {
            return 0;
        }
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(share * count) - 1;
        return (sorted[Math.max(0, index)] + 999_999) / 1_000_000;
    }
}
