package io.sightline.api.signin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

import io.sightline.engine.domain.LoginId;
import io.sightline.engine.sync.SyncClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignInThrottleTest {

    private static final LoginId ADA = new LoginId("ada");
    private static final InetAddress HOME = address("192.0.2.7");
    private static final InetAddress NEIGHBOUR = address("192.0.2.8");
    private static final InetAddress ELSEWHERE = address("198.51.100.7");

    private final StoppedClock clock = new StoppedClock();
    private final SignInThrottle throttle;

    SignInThrottleTest() {
        throttle =
                new SignInThrottle(new ThrottleSettings(1_000, 1_000, 20, 80, 5, Duration.ofSeconds(60), 100), clock);
    }

    @Test
    void doublesTheDelayUpToTheLongestAndForgetsItAfterARightPassword() {
        for (int i = 0; i < 4; i++) {
            assertThat(fail(HOME)).isEmpty();
        }
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(fail(HOME)).isEmpty();
            assertThat(throttle.ask(ADA, NEIGHBOUR)).contains(Duration.ofSeconds(seconds));
            clock.forward(Duration.ofSeconds(seconds));
        }
        assertThat(throttle.ask(ADA, HOME)).isEmpty();
        throttle.succeeded(ADA, HOME);
        assertThat(fail(HOME)).isEmpty();
        assertThat(throttle.ask(ADA, HOME)).isEmpty();
    }

    @Test
    void leavesOtherNetworksAloneButNotForever() {
        for (int i = 0; i < 5; i++) {
            fail(HOME);
        }
        assertThat(throttle.ask(ADA, HOME)).isPresent();
        assertThat(throttle.ask(ADA, ELSEWHERE)).isEmpty();
        int guesses = 6;
        for (int network = 0; network < 100; network++) {
            guesses += fail(address("203.0." + network + ".1")).isEmpty() ? 1 : 0;
        }
        assertThat(guesses).isEqualTo(20);
        assertThat(throttle.ask(ADA, ELSEWHERE)).contains(Duration.ofSeconds(45));
    }

    @Test
    void allowsNoMoreThanAHundredGuessesInAnHourFromEverywhere() {
        int guesses = 0;
        for (int second = 0; second < 3_600; second++) {
            clock.forward(Duration.ofSeconds(1));
            guesses += fail(address("203.0." + second % 250 + ".1")).isEmpty() ? 1 : 0;
        }
        assertThat(guesses).isBetween(80, 100);
    }

    @Test
    void limitsTheTriesOfANetworkOverAllLogins() {
        SignInThrottle narrow =
                new SignInThrottle(new ThrottleSettings(3, 60, 20, 80, 5, Duration.ofSeconds(60), 100), clock);
        for (int i = 0; i < 3; i++) {
            assertThat(narrow.ask(new LoginId("user" + i), HOME)).isEmpty();
        }
        assertThat(narrow.ask(new LoginId("user3"), NEIGHBOUR)).contains(Duration.ofSeconds(1));
        assertThat(narrow.ask(new LoginId("user3"), ELSEWHERE)).isEmpty();
    }

    @Test
    void countsAnIpv6NetworkAndNotItsAddresses() {
        for (int i = 0; i < 5; i++) {
            fail(address("2001:db8:1:100::" + i));
        }
        assertThat(throttle.ask(ADA, address("2001:db8:1:1ff::1"))).isPresent();
        assertThat(throttle.ask(ADA, address("2001:db8:1:200::1"))).isEmpty();
    }

    private Optional<Duration> fail(InetAddress from) {
        Optional<Duration> wait = throttle.ask(ADA, from);
        if (wait.isEmpty()) {
            throttle.failed(ADA, from);
        }
        return wait;
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Goes on when it is told to. */
    private static final class StoppedClock implements SyncClock {

        private long nanos;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long epochMillis() {
            return nanos / 1_000_000;
        }

        void forward(Duration by) {
            nanos += by.toNanos();
        }
    }
}
