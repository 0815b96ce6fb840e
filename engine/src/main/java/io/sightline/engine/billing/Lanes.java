package io.sightline.engine.billing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Lets work that concerns the same thing go one after the other in the order it came, and everything else side by side. A piece
 * of work may concern several things; on some of them it may be content to share the lane with others that share it. Work takes
 * its place in all its lanes at once, so nobody waits in a circle. Thread-safe.
 */
final class Lanes {

    /**
     * What a piece of work concerns.
     *
     * @param alone lanes it needs for itself
     * @param shared lanes it shares with others that share them
     */
    record Ways(Set<String> alone, Set<String> shared) {
        Ways {
            alone = Set.copyOf(alone);
            shared = Set.copyOf(shared);
        }
    }

    /**
     * @param alone the last one that had the lane for itself
     * @param shared all that have shared it since
     * @param holders how many are in it or wait for it
     */
    private record Lane(CompletableFuture<?> alone, CompletableFuture<?> shared, int holders) {}

    private static final CompletableFuture<?> PASSED = CompletableFuture.completedFuture(null);
    private static final Lane EMPTY = new Lane(PASSED, PASSED, 0);

    private final Map<String, Lane> lanes = new HashMap<>();

    /**
     * Runs work when everything before it in its lanes is over, whether it went well or not.
     *
     * @param work begins on the thread that ends the last piece before it, or at once
     */
    <T> CompletionStage<T> run(Ways ways, Supplier<CompletionStage<T>> work) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<?> before = enter(ways, over);
        CompletionStage<T> result = before.isDone()
                ? begin(work)
                : before.handle((done, failure) -> begin(work)).thenCompose(stage -> stage);
        return result.whenComplete((value, failure) -> {
            leave(ways);
            over.complete(null);
        });
    }

    private static <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private CompletableFuture<?> enter(Ways ways, CompletableFuture<Void> over) {
        List<CompletableFuture<?>> before = new ArrayList<>(4);
        synchronized (lanes) {
            for (String way : ways.alone) {
                Lane lane = lanes.getOrDefault(way, EMPTY);
                addUnlessPassed(before, lane.alone);
                addUnlessPassed(before, lane.shared);
                lanes.put(way, new Lane(over, PASSED, lane.holders + 1));
            }
            for (String way : ways.shared) {
                if (!ways.alone.contains(way)) {
                    Lane lane = lanes.getOrDefault(way, EMPTY);
                    addUnlessPassed(before, lane.alone);
                    CompletableFuture<?> sharers =
                            lane.shared.isDone() ? over : CompletableFuture.allOf(lane.shared, over);
                    lanes.put(way, new Lane(lane.alone, sharers, lane.holders + 1));
                }
            }
        }
        return before.isEmpty() ? PASSED : CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
    }

    private static void addUnlessPassed(List<CompletableFuture<?>> before, CompletableFuture<?> one) {
        if (!one.isDone()) {
            before.add(one);
        }
    }

    private void leave(Ways ways) {
        synchronized (lanes) {
            ways.alone.forEach(this::leave);
            ways.shared.stream().filter(way -> !ways.alone.contains(way)).forEach(this::leave);
        }
    }

    private void leave(String way) {
        lanes.computeIfPresent(
                way, (name, lane) -> lane.holders == 1 ? null : new Lane(lane.alone, lane.shared, lane.holders - 1));
    }

    /** How many lanes are in use; 0 when nothing is under way. */
    int size() {
        synchronized (lanes) {
            return lanes.size();
        }
    }
}
