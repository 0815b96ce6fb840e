package io.sightline.engine.service;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sightline.engine.domain.LicenceLevel;
import io.sightline.engine.domain.ServiceRules;

/**
 * What the operator decides about services; {@code sightline.service} in the configuration.
 *
 * @param enquiriesAtOnce how many users the operator's billing is asked about at one time by one node
 * @param licences what the deployment has of each level; a level that is missing has no limit
 * @param recordWithoutUsers whether a camera goes on recording when it had users and has none left
 */
public record ServiceSettings(
        ServiceRules rules, int enquiriesAtOnce, Map<LicenceLevel, Integer> licences, boolean recordWithoutUsers) {

    public ServiceSettings {
        licences = Map.copyOf(licences);
    }

    /** @throws ConfigException naming the path of what is missing or out of range */
    public static ServiceSettings from(Config config) {
        Config service = config.getConfig("sightline.service");
        int attempts = positive(service, "attempts");
        ServiceRules rules = new ServiceRules(
                service.getBoolean("poll"),
                attempts,
                longer(service, "interval"),
                longer(service, "information-every"),
                time(service),
                zone(service),
                service.getBoolean("silence-counts"));
        Map<LicenceLevel, Integer> licences = new EnumMap<>(LicenceLevel.class);
        for (LicenceLevel level : LicenceLevel.values()) {
            String path = "licences." + level.name().toLowerCase(Locale.ROOT);
            if (service.hasPath(path)) {
                int total = service.getInt(path);
                if (total < 0) {
                    throw new ConfigException.BadValue(path, "is at least 0");
                }
                licences.put(level, total);
            }
        }
        return new ServiceSettings(
                rules, positive(service, "enquiries-at-once"), licences, service.getBoolean("record-without-users"));
    }

    private static int positive(Config config, String path) {
        int value = config.getInt(path);
        if (value < 1) {
            throw new ConfigException.BadValue(path, "is at least 1");
        }
        return value;
    }

    private static Duration longer(Config config, String path) {
        Duration value = config.getDuration(path);
        if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ConfigException.BadValue(path, "is at least one second");
        }
        return value;
    }

    private static LocalTime time(Config config) {
        try {
            return LocalTime.parse(config.getString("renewal-at"));
        } catch (DateTimeException wrong) {
            throw new ConfigException.BadValue("renewal-at", "is a time such as 02:00", wrong);
        }
    }

    private static ZoneId zone(Config config) {
        try {
            return ZoneId.of(config.getString("zone"));
        } catch (DateTimeException wrong) {
            throw new ConfigException.BadValue("zone", "is a time zone such as Europe/Minsk or +05:00", wrong);
        }
    }
}
