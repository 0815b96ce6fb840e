package io.sightline.client;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a client needs of the world. Many clients may share one.
 *
 * @param scheduler runs timers; short work, but it waits for the disk when a {@code FileStore} flushes
 * @param clock wall-clock time, for expiry
 * @param ticker milliseconds that never go back, for pace
 * @param random for jitter and installation ids
 */
public record Surroundings(
        ScheduledExecutorService scheduler, InstantSource clock, LongSupplier ticker, RandomGenerator random) {

    /** The system's clocks with this scheduler and randomness. */
    public static Surroundings system(ScheduledExecutorService scheduler, RandomGenerator random) {
        return new Surroundings(
                scheduler, InstantSource.system(), () -> Math.floorDiv(System.nanoTime(), 1_000_000L), random);
    }
}
