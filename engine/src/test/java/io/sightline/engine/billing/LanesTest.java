package io.sightline.engine.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LanesTest {

    private final Lanes lanes = new Lanes();
    private final List<String> begun = new ArrayList<>();

    @Test
    void oneLaneIsOneAfterTheOther() {
        CompletableFuture<String> first = new CompletableFuture<>();
        run("first", Set.of("a"), Set.of(), first);
        run("second", Set.of("a"), Set.of(), new CompletableFuture<>());
        run("elsewhere", Set.of("b"), Set.of(), new CompletableFuture<>());

        assertThat(begun).containsExactly("first", "elsewhere");
        first.complete("");
        assertThat(begun).containsExactly("first", "elsewhere", "second");
    }

    @Test
    void sharersGoTogetherAndTheOneAloneWaitsForThemAll() {
        CompletableFuture<String> one = new CompletableFuture<>();
        CompletableFuture<String> two = new CompletableFuture<>();
        CompletableFuture<String> alone = new CompletableFuture<>();
        run("one", Set.of(), Set.of("place"), one);
        run("two", Set.of(), Set.of("place"), two);
        run("alone", Set.of("place"), Set.of(), alone);
        run("late", Set.of(), Set.of("place"), new CompletableFuture<>());

        assertThat(begun).containsExactly("one", "two");
        two.complete("");
        assertThat(begun).hasSize(2);
        one.complete("");
        assertThat(begun).containsExactly("one", "two", "alone");
        alone.complete("");
        assertThat(begun).endsWith("late");
    }

    @Test
    void aFailureOpensTheLane() {
        CompletableFuture<String> failing = new CompletableFuture<>();
        CompletionStage<String> failed = run("failing", Set.of("a"), Set.of(), failing);
        CompletionStage<String> thrown = lanes.run(new Lanes.Ways(Set.of("a"), Set.of()), () -> {
            throw new IllegalStateException();
        });
        run("next", Set.of("a"), Set.of(), CompletableFuture.completedFuture(""));
        failing.completeExceptionally(new IllegalStateException());

        assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
        assertThat(thrown.toCompletableFuture()).isCompletedExceptionally();
        assertThat(begun).containsExactly("failing", "next");
        assertThat(lanes.size()).isZero();
    }

    @RepeatedTest(200)
    void nothingOvertakesAndNothingWaitsForEver(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Lanes.Ways> ways = new ArrayList<>();
        List<CompletableFuture<String>> open = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Lanes.Ways way = new Lanes.Ways(some(random), some(random));
            CompletableFuture<String> end = new CompletableFuture<>();
            int number = i;
            ways.add(way);
            lanes.run(way, () -> {
                for (int before = 0; before < number; before++) {
                    assertThat(order.contains(before)
                                    || !conflict(ways.get(before), way)
                                    || open.get(before).isDone())
                            .as("seed %d: %d before %d", repetition.getCurrentRepetition(), number, before)
                            .isTrue();
                }
                order.add(number);
                return end;
            });
            open.add(end);
            if (random.nextBoolean()) {
                open.get(random.nextInt(open.size())).complete("");
            }
        }
        open.forEach(end -> end.complete(""));
        assertThat(order).hasSize(60);
        assertThat(lanes.size()).isZero();
    }

    private static boolean conflict(Lanes.Ways one, Lanes.Ways other) {
        return one.alone().stream()
                        .anyMatch(way ->
                                other.alone().contains(way) || other.shared().contains(way))
                || one.shared().stream().anyMatch(other.alone()::contains);
    }

    private static Set<String> some(Random random) {
        Set<String> names = new java.util.HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            names.add("" + (char) ('a' + random.nextInt(4)));
        }
        return names;
    }

    private CompletionStage<String> run(
            String name, Set<String> alone, Set<String> shared, CompletableFuture<String> end) {
        return lanes.run(new Lanes.Ways(alone, shared), () -> {
            begun.add(name);
            return end;
        });
    }
}
