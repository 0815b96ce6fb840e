package io.sightline.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import io.sightline.engine.sync.node.Lane;

/** The lanes of this node and the threads they live on. Thread-safe: the node's actor may ask while they are filled. */
final class Lanes {

    private final List<Executor> loops;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();

    Lanes(List<Executor> loops) {
        this.loops = List.copyOf(loops);
    }

    void fill(Function<Integer, Lane> make) {
        for (int index = 0; index < loops.size(); index++) {
            lanes.add(make.apply(index));
        }
    }

    Executor loop(int index) {
        return loops.get(index);
    }

    int count() {
        return loops.size();
    }

    List<Lane> all() {
        return List.copyOf(lanes);
    }

    void run(int index, Consumer<Lane> task) {
        loops.get(index).execute(() -> task.accept(lanes.get(index)));
    }

    /** Asks every lane on its own thread and gathers what they say; a node that still starts has none. */
    <T> CompletionStage<List<T>> gather(Function<Lane, List<T>> question) {
        CompletableFuture<List<T>> gathered = CompletableFuture.completedFuture(List.of());
        for (int index = 0; index < lanes.size(); index++) {
            Lane lane = lanes.get(index);
            CompletableFuture<List<T>> said =
                    CompletableFuture.supplyAsync(() -> question.apply(lane), loops.get(index));
            gathered = gathered.thenCombine(said, (before, more) -> {
                List<T> both = new ArrayList<>(before);
                both.addAll(more);
                return both;
            });
        }
        return gathered;
    }
}
