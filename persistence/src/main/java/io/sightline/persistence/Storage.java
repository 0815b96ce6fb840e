package io.sightline.persistence;

import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.CassandraSessionSettings;
import org.apache.pekko.stream.connectors.cassandra.DriverConfigLoaderFromConfig;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;

/** The way to the store that everything of one node shares. */
public final class Storage {

    /** The section of the configuration, and the plugins' names with {@code .journal} and {@code .snapshot} behind. */
    public static final String CONFIG_PATH = "sightline.persistence";

    static final String JOURNAL_PROFILE = "sightline-journal";

    private Storage() {}

    /** The one session of this node, the same that the journal uses; it waits for the store if that is not there yet. */
    public static CompletionStage<CqlSession> session(ActorSystem<?> system) {
        return CassandraSessionRegistry.get(system)
                .sessionFor(CassandraSessionSettings.create(CONFIG_PATH))
                .underlying();
    }

    /** A session of the driver alone, with the settings that a node's has; whoever opens it closes it. Blocks. */
    public static CqlSession open(Config config) {
        return CqlSession.builder()
                .withConfigLoader(DriverConfigLoaderFromConfig.fromConfig(config.getConfig(CONFIG_PATH + ".driver")
                        .withFallback(config.getConfig("datastax-java-driver"))))
                .build();
    }
}
