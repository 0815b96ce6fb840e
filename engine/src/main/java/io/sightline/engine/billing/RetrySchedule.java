package io.sightline.engine.billing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * When a request whose outcome could not be found out is carried out again. What comes after it on the same login, place or
 * device waits meanwhile: carried out before it, it would meet a state that the sender never meant.
 *
 * @param first the pause before the first repetition; each further one is twice as long
 * @param longest no pause is longer
 * @param attempts how often a request is repeated before it is left to the next start, and its followers go on
 * @param pause completes when as much time has passed
 */
public record RetrySchedule(
        Duration first, Duration longest, int attempts, Function<Duration, CompletionStage<Void>> pause) {

    public RetrySchedule {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || attempts < 0) {
            throw new IllegalArgumentException("Pauses of %s to %s, %d times".formatted(first, longest, attempts));
        }
    }

    /** A quarter of a second to 5 s apart, for about ten minutes: longer than a store takes to come back by itself. */
    public static RetrySchedule standard() {
        return new RetrySchedule(Duration.ofMillis(250), Duration.ofSeconds(5), 120, RetrySchedule::sleep);
    }

    /** @param attempt 1 for the first repetition */
    CompletionStage<Void> before(int attempt) {
        int doublings = Math.min(attempt - 1, 20);
        Duration next = first.multipliedBy(1L << doublings);
        return pause.apply(next.compareTo(longest) > 0 ? longest : next);
    }

    private static CompletionStage<Void> sleep(Duration time) {
        return CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(time.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS));
    }
}
