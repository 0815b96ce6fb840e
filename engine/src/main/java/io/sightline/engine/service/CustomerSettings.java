package io.sightline.engine.service;

import com.typesafe.config.Config;

/**
 * What the operator decides about customers; {@code sightline.customers} in the configuration.
 *
 * @param reenableAllCameras whether enabling a customer also switches on cameras that had been switched off one by one
 */
public record CustomerSettings(boolean reenableAllCameras) {

    /** @throws com.typesafe.config.ConfigException naming the path of what is missing */
    public static CustomerSettings from(Config config) {
        Config customers = config.getConfig("sightline.customers");
        return new CustomerSettings(customers.getBoolean("reenable-all-cameras"));
    }
}
