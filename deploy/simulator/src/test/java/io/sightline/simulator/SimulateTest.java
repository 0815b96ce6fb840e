package io.sightline.simulator;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SimulateTest {

    @Test
    void findsNothingInTheCodeThatServes() {
        assertThat(Simulate.run(List.of("--seeds", "400"))).isZero();
    }

    @Test
    void replaysASeedExactly() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(Schedule.run(seed, Seams.honest()))
                    .as("seed %s", seed)
                    .isEqualTo(Schedule.run(seed, Seams.honest()));
        }
    }

    @Test
    void replaysAFailingSeedUpToTheSameEvent() {
        var unfenced = new Seams() {
            @Override
            public boolean unfenced() {
                return true;
            }
        };
        long seed = 1;
        while (failure(seed, unfenced) == null) {
            seed++;
        }
        var once = Objects.requireNonNull(failure(seed, unfenced));
        var again = Objects.requireNonNull(failure(seed, unfenced));
        assertThat(again).hasMessage(once.getMessage());
        assertThat(again.trace()).isEqualTo(once.trace());
    }

    private static @Nullable Violation failure(long seed, Seams seams) {
        try {
            Schedule.run(seed, seams);
            return null;
        } catch (Violation e) {
            return e;
        }
    }

    @Test
    void refusesArgumentsItDoesNotKnow() {
        assertThat(Simulate.run(List.of("--seeds", "many"))).isEqualTo(2);
        assertThat(Simulate.run(List.of("--speed", "1"))).isEqualTo(2);
    }
}
