package io.sightline.cli.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LagsTest {

    @Test
    void findsTheSmallestLagThatTheShareDoesNotExceed() {
        var lags = new Lags();
        for (int i = 2_000; i >= 1; i--) {
            lags.add(i * 1_000_000L);
        }
        assertThat(lags.millis(0.5)).isEqualTo(1_000);
        assertThat(lags.millis(0.99)).isEqualTo(1_980);
        assertThat(lags.millis(1)).isEqualTo(2_000);
    }

    @Test
    void roundsUpAndHasNothingToSayOfNothing() {
        var lags = new Lags();
        assertThat(lags.millis(0.5)).isZero();
        lags.add(1);
        assertThat(lags.millis(0.5)).isEqualTo(1);
    }
}
