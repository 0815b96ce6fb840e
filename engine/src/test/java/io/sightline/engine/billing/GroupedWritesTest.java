package io.sightline.engine.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupedWritesTest {

    private final List<List<Integer>> written = new ArrayList<>();
    private final List<CompletableFuture<List<Integer>>> underWay = new ArrayList<>();
    private final GroupedWrites<Integer, Integer> writes = new GroupedWrites<>(this::store, 3);

    @Test
    void whatComesDuringAWriteGoesWithTheNext() {
        List<CompletionStage<Integer>> results =
                IntStream.range(0, 6).mapToObj(writes::write).toList();

        assertThat(written).containsExactly(List.of(0));
        answer(0);
        assertThat(written).containsExactly(List.of(0), List.of(1, 2, 3));
        answer(1);
        answer(2);

        assertThat(written).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5));
        assertThat(results.get(5).toCompletableFuture()).isCompletedWithValue(5);
    }

    @Test
    void aFailedWriteFailsItsOwnAndNoOther() {
        CompletionStage<Integer> failed = writes.write(1);
        CompletionStage<Integer> next = writes.write(2);
        underWay.get(0).completeExceptionally(new IllegalStateException());
        answer(1);

        assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
        assertThat(next.toCompletableFuture()).isCompletedWithValue(2);
    }

    private void answer(int write) {
        underWay.get(write).complete(written.get(write));
    }

    private CompletionStage<List<Integer>> store(List<Integer> items) {
        CompletableFuture<List<Integer>> done = new CompletableFuture<>();
        written.add(items);
        underWay.add(done);
        return done;
    }
}
