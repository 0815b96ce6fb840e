package io.sightline.api.admin;

import java.time.Duration;

import com.typesafe.config.Config;
import io.sightline.api.signin.ThrottleSettings;

/**
 * How long administrators' sessions last; {@code sightline.admin.sessions} in the configuration.
 *
 * @param idle a session that was not used so long is over
 * @param absolute a session is over so long after its sign-in, however much it is used
 * @param throttle how fast passwords may be tried
 */
public record SessionSettings(Duration idle, Duration absolute, ThrottleSettings throttle) {

    /** The longest time for which a session can be set to last. */
    public static final Duration LONGEST = Duration.ofDays(7);

    public SessionSettings {
        if (idle.toMinutes() < 2 || idle.compareTo(absolute) > 0 || absolute.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "sightline.admin.sessions: idle is at least 2 minutes, absolute no shorter and at most 7 days");
        }
    }

    static SessionSettings from(Config config) {
        return new SessionSettings(
                config.getDuration("idle"),
                config.getDuration("absolute"),
                ThrottleSettings.from(config.getConfig("sign-in")));
    }
}
