package io.sightline.api.signin;

import java.time.Duration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/**
 * How fast passwords may be tried. What is past a limit waits; nothing is locked for good.
 *
 * @param networkBurst tries of one network at once
 * @param networkPerMinute tries of one network a minute after that
 * @param loginBurst wrong passwords of one login at once, from wherever
 * @param loginPerHour wrong passwords of one login an hour after that
 * @param freeFailures wrong passwords of one login from one network before delays begin
 * @param longestDelay to which the delay grows, doubling from one second
 * @param remembered how many logins and networks are remembered at most
 */
public record ThrottleSettings(
        int networkBurst,
        int networkPerMinute,
        int loginBurst,
        int loginPerHour,
        int freeFailures,
        Duration longestDelay,
        int remembered) {

    /** @throws ConfigException naming the setting that is missing or out of range */
    public static ThrottleSettings from(Config config) {
        return new ThrottleSettings(
                positive(config, "network-burst"),
                positive(config, "network-per-minute"),
                positive(config, "login-burst"),
                positive(config, "login-per-hour"),
                positive(config, "free-failures"),
                positiveDuration(config, "longest-delay"),
                positive(config, "remembered"));
    }

    private static int positive(Config config, String path) {
        int value = config.getInt(path);
        if (value < 1) {
            throw new ConfigException.BadValue(config.origin(), path, path + " is not positive");
        }
        return value;
    }

    private static Duration positiveDuration(Config config, String path) {
        Duration value = config.getDuration(path);
        if (value.isZero() || value.isNegative()) {
            throw new ConfigException.BadValue(config.origin(), path, path + " is not positive");
        }
        return value;
    }
}
