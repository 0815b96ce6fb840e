package io.sightline.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.sightline.cli.demo.Viewer.Sight;
import io.sightline.cli.terminal.Complaint;
import io.sightline.client.wire.Environment;

/** Makes a change and measures, from the moment it is sent, when each viewer shows it. */
final class Stopwatch {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Lags lags;

    Stopwatch(Lags lags) {
        this.lags = lags;
    }

    /**
     * Nanoseconds from sending to showing, by environment.
     *
     * @throws Complaint if a viewer does not show it within {@link #PATIENCE}
     */
    Map<Environment, Long> run(
            String title, Runnable change, List<Viewer> viewers, Function<Sight, Predicate<Sight>> shown) {
        var wishes = new ArrayList<CompletableFuture<Long>>();
        for (var viewer : viewers) {
            wishes.add(viewer.when(shown.apply(viewer.sight())));
        }
        long sent = System.nanoTime();
        change.run();
        var measured = new EnumMap<Environment, Long>(Environment.class);
        for (int i = 0; i < wishes.size(); i++) {
            var viewer = viewers.get(i);
            var environment = viewer.environment();
            long lag = await(wishes.get(i), () -> "%s never showed: %s; %s"
                            .formatted(environment.word(), title, viewer.position()))
                    - sent;
            lags.add(lag);
            measured.put(environment, lag);
        }
        return measured;
    }

    static <T> T await(CompletableFuture<T> future, String otherwise) {
        return await(future, () -> otherwise);
    }

    /** @param otherwise what is said when it does not come in time, or fails */
    static <T> T await(CompletableFuture<T> future, Supplier<String> otherwise) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new Complaint(
                    "%s (%s)".formatted(otherwise.get(), e.getCause() == null ? "timed out" : e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }
}
