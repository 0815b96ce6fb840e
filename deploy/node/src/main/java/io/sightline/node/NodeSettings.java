package io.sightline.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.sightline.engine.billing.PasswordSettings;

/**
 * What a node is told beside the settings of its modules; {@code sightline} in the configuration.
 *
 * @param home where the node keeps its secrets
 * @param installSchema whether missing tables are made
 * @param requestLogSlot of this process alone among those of the cluster, and the same after a restart
 * @param auditRetention how long what was done on the admin plane is known
 * @param hellosPerSecond how many sessions are let in each second, and at once
 */
record NodeSettings(
        Path home,
        Duration storeWait,
        boolean installSchema,
        boolean autoProvisioning,
        int requestLogSlot,
        Duration requestLogRetention,
        Duration auditRetention,
        int hellosPerSecond,
        PasswordSettings passwords) {

    static NodeSettings from(Config config) {
        Config own = config.getConfig("sightline");
        return new NodeSettings(
                Path.of(own.getString("home")),
                own.getDuration("cassandra.wait"),
                own.getBoolean("schema.install"),
                own.getBoolean("billing.auto-provisioning"),
                own.getInt("billing.log-slot"),
                own.getDuration("billing.log-retention"),
                own.getDuration("audit.retention"),
                own.getInt("sync.hellos-per-second"),
                new PasswordSettings(
                        own.getInt("passwords.memory-kib"),
                        own.getInt("passwords.iterations"),
                        own.getInt("passwords.parallelism"),
                        own.getInt("passwords.threads"),
                        own.getInt("passwords.queue")));
    }

    /** Tells the driver where the store is and how to sign in, from our own few keys. */
    static Config withStore(Config config) {
        Config store = config.getConfig("sightline.cassandra");
        Path passwordFile = Path.of(store.getString("password-file"));
        String password;
        try {
            password = Files.readString(passwordFile).strip();
        } catch (IOException failed) {
            throw new StartException(
                    "cannot read Cassandra's password from " + passwordFile
                            + ": write it there or set sightline.cassandra.password-file",
                    failed);
        }
        Map<String, Object> driver = Map.of(
                "datastax-java-driver.basic.contact-points",
                List.of(store.getString("contact-point")),
                "datastax-java-driver.basic.load-balancing-policy.local-datacenter",
                store.getString("datacenter"),
                "datastax-java-driver.advanced.auth-provider.class",
                "PlainTextAuthProvider",
                "datastax-java-driver.advanced.auth-provider.username",
                store.getString("username"),
                "datastax-java-driver.advanced.auth-provider.password",
                password);
        Config overlay = ConfigFactory.empty();
        for (var entry : driver.entrySet()) {
            overlay = overlay.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(entry.getValue()));
        }
        return overlay.withFallback(config).resolve();
    }
}
