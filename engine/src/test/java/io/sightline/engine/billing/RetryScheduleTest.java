package io.sightline.engine.billing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetryScheduleTest {

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void doublesItsPausesUpToTheLongest() {
        RetrySchedule schedule = recording(RetrySchedule.standard());

        for (int attempt = 1; attempt <= 7; attempt++) {
            schedule.before(attempt);
        }

        assertThat(pauses.stream().map(Duration::toMillis))
                .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
    }

    @Test
    void goesOnForAboutTenMinutes() {
        RetrySchedule schedule = recording(RetrySchedule.standard());

        for (int attempt = 1; attempt <= schedule.attempts(); attempt++) {
            schedule.before(attempt);
        }

        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    }

    @Test
    void refusesPausesThatMakeNoSense() {
        Duration second = Duration.ofSeconds(1);
        RetrySchedule standard = RetrySchedule.standard();

        assertThatThrownBy(() -> new RetrySchedule(Duration.ZERO, second, 1, standard.pause()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetrySchedule(second, Duration.ofMillis(1), 1, standard.pause()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetrySchedule(second, second, -1, standard.pause()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private RetrySchedule recording(RetrySchedule schedule) {
        return new RetrySchedule(schedule.first(), schedule.longest(), schedule.attempts(), time -> {
            pauses.add(time);
            return CompletableFuture.completedStage(null);
        });
    }
}
