package io.sightline.client;

import java.util.random.RandomGenerator;

import io.sightline.client.core.Store;

/**
 * How long to wait before connecting again: a random time up to a bound that doubles with every attempt. The number of attempts
 * survives a restart, so a crowd of clients that restart together does not come back together.
 */
final class Backoff {
    private static final String NOTE = "attempts";
    private static final long FIRST_MS = 500;
    private static final long LONGEST_MS = 60_000;
    private static final int MOST_DOUBLINGS = 7;

    private final Store store;
    private final RandomGenerator random;
    private int attempts;

    Backoff(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
        var kept = store.note(NOTE);
        this.attempts = kept == null ? 0 : Integer.parseInt(kept);
    }

    /** The wait before the first connection of this process: none unless the last one was already in trouble. */
    long firstWaitMs() {
        return attempts == 0 ? 0 : random.nextLong(boundMs() + 1);
    }

    /** Counts an attempt and returns the wait before the next. */
    long nextWaitMs() {
        long wait = random.nextLong(boundMs() + 1);
        keep(Math.min(attempts + 1, MOST_DOUBLINGS));
        return wait;
    }

    void reset() {
        if (attempts != 0) {
            keep(0);
        }
    }

    int attempts() {
        return attempts;
    }

    private long boundMs() {
        return Math.min(LONGEST_MS, FIRST_MS << attempts);
    }

    private void keep(int number) {
        attempts = number;
        store.note(NOTE, Integer.toString(number));
        store.flush();
    }
}
