package io.sightline.api.admin;

import java.util.List;
import java.util.function.Supplier;

import io.sightline.engine.runtime.Engine;
import io.sightline.engine.synchronize.SyncStatus;
import io.sightline.engine.synchronize.Synchronizer;

/**
 * What the admin plane stands on.
 *
 * @param health what has to hold before the process can do its work
 * @param metrics the figures in Prometheus' text format
 */
public record Wiring(
        ApiKeys keys,
        Engine engine,
        Credentials credentials,
        Synchronizer synchronizer,
        SyncStatus status,
        List<Health> health,
        Supplier<String> metrics) {

    public Wiring {
        health = List.copyOf(health);
    }
}
