package io.sightline.client.core;

/**
 * How fast a client may speak: a bucket that holds {@code burst} messages and gains one every {@code intervalMs}. Stays below the
 * server's 20 a second with bursts of 40, since the network may push messages together.
 */
final class Pace {
    private static final int BURST = 32;
    private static final long INTERVAL_MS = 60;

    private long emptiedAt = Long.MIN_VALUE / 2;

    boolean allows(long now) {
        return now >= nextAt();
    }

    /** Time from which one message may go. */
    long nextAt() {
        return emptiedAt - (BURST - 1) * INTERVAL_MS;
    }

    void spend(long now) {
        emptiedAt = Math.max(emptiedAt, now) + INTERVAL_MS;
    }
}
