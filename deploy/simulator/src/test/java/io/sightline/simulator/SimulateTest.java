package io.sightline.simulator;

import java.util.List;

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
    void refusesArgumentsItDoesNotKnow() {
        assertThat(Simulate.run(List.of("--seeds", "many"))).isEqualTo(2);
        assertThat(Simulate.run(List.of("--speed", "1"))).isEqualTo(2);
    }
}
