package io.sightline.api.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.sync.SyncClock;

/**
 * Slows the guessing of passwords. A network may try so often, a login may be tried wrongly so often from wherever, and
 * after a few wrong passwords the same network waits for the same login, each time twice as long. A right password costs
 * the login nothing. Memory is bounded: what is remembered longest ago is forgotten. Thread-safe.
 */
public final class SignInThrottle {

    private static final Duration FORGOTTEN = Duration.ofHours(2);

    private record Guess(LoginId login, InetAddress network) {}

    /** @param openAt nanoseconds of the clock from which on the next try is heard */
    private record Failures(int count, long openAt) {}

    private final ThrottleSettings settings;
    private final SyncClock clock;
    private final Cache<InetAddress, Bucket> networks;
    private final Cache<LoginId, Bucket> logins;
    private final Cache<Guess, Failures> failures;

    public SignInThrottle(ThrottleSettings settings, SyncClock clock) {
        this.settings = settings;
        this.clock = clock;
        networks = cache();
        logins = cache();
        failures = cache();
    }

    private <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(settings.remembered())
                .expireAfterAccess(FORGOTTEN)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    /** Asks for one try; how long to wait when it must not be made now. */
    public Optional<Duration> ask(LoginId login, InetAddress address) {
        InetAddress network = network(address);
        Failures failed = failures.getIfPresent(new Guess(login, network));
        long wait = failed == null ? 0 : failed.openAt - clock.nanos();
        if (wait <= 0) {
            wait = takeOf(network);
        }
        if (wait <= 0) {
            // Taken before the password is looked at, so that tries at the same time cannot all pass.
            wait = take(logins.get(
                    login, key -> bucket(settings.loginBurst(), settings.loginPerHour(), Duration.ofHours(1))));
        }
        return wait <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(wait));
    }

    /** Asks for one try that is of no login in particular; how long to wait when it must not be made now. */
    public Optional<Duration> ask(InetAddress address) {
        long wait = takeOf(network(address));
        return wait <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(wait));
    }

    private long takeOf(InetAddress network) {
        return take(networks.get(
                network, key -> bucket(settings.networkBurst(), settings.networkPerMinute(), Duration.ofMinutes(1))));
    }

    /** The password was right. */
    public void succeeded(LoginId login, InetAddress address) {
        failures.invalidate(new Guess(login, network(address)));
        giveBack(login);
    }

    /** Nothing was learnt of the password: the machine was too busy, or an answer did not come. */
    public void giveBack(LoginId login) {
        Bucket bucket = logins.getIfPresent(login);
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    /** The password was wrong, or there is no such login: the same. */
    public void failed(LoginId login, InetAddress address) {
        failures.asMap().merge(new Guess(login, network(address)), new Failures(1, clock.nanos()), (before, one) -> {
            int count = before.count + 1;
            return new Failures(count, clock.nanos() + delay(count).toNanos());
        });
    }

    /** The network an address is in, for what must not be evaded by moving to a neighbour: IPv4 /24, IPv6 /56. */
    private static InetAddress network(InetAddress address) {
        byte[] raw = address.getAddress();
        Arrays.fill(raw, address instanceof Inet6Address ? 7 : 3, raw.length, (byte) 0);
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has the length of an address", e);
        }
    }

    private Duration delay(int count) {
        int late = count - settings.freeFailures();
        if (late < 0) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(late, 30));
        return doubled.compareTo(settings.longestDelay()) < 0 ? doubled : settings.longestDelay();
    }

    private static long take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(probe.getNanosToWaitForRefill(), TimeUnit.MILLISECONDS.toNanos(1));
    }

    private Bucket bucket(int burst, int refill, Duration per) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(refill, per))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return clock.nanos();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                })
                .build();
    }
}
