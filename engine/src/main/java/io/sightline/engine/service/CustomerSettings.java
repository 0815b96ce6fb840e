package io.sightline.engine.service;

import java.time.Duration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/**
 * What the operator decides about customers; {@code sightline.customers} in the configuration.
 *
 * @param reenableAllCameras whether enabling a customer also switches on cameras that had been switched off one by one
 * @param retention how long the journal keeps the unreadable events of a customer that was deleted; at least four days, for
 *     that long the directory may ask for entities that have changed
 */
public record CustomerSettings(boolean reenableAllCameras, Duration retention) {

    private static final Duration SHORTEST = Duration.ofDays(4);

    public CustomerSettings {
        if (retention.compareTo(SHORTEST) < 0) {
            throw new ConfigException.BadValue("sightline.customers.retention", "is at least 4 days");
        }
    }

    /** @throws ConfigException naming the path of what is missing or out of range */
    public static CustomerSettings from(Config config) {
        Config customers = config.getConfig("sightline.customers");
        return new CustomerSettings(customers.getBoolean("reenable-all-cameras"), customers.getDuration("retention"));
    }
}
