package io.sightline.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sightline.cassandra.LocalCassandra;
import io.sightline.cassandra.LocalCassandraSettings;

/** The one Cassandra of a test run, with the schema; the tests share it and use fresh ids. */
final class Store {

    private static final LocalCassandra CASSANDRA = start();
    private static final CqlSession SESSION = open();

    private Store() {}

    /** The session that a node has. */
    static CqlSession session() {
        return SESSION;
    }

    /** The configuration of an actor system on this store. */
    static Config config() {
        return config(CASSANDRA);
    }

    static Config config(LocalCassandra cassandra) {
        var address = cassandra.contactPoint();
        return ConfigFactory.parseMap(Map.of(
                        "datastax-java-driver.basic.contact-points",
                        List.of("127.0.0.1:" + address.getPort()),
                        "datastax-java-driver.basic.load-balancing-policy.local-datacenter",
                        LocalCassandra.DATACENTER,
                        "datastax-java-driver.advanced.auth-provider.class",
                        "PlainTextAuthProvider",
                        "datastax-java-driver.advanced.auth-provider.username",
                        cassandra.username(),
                        "datastax-java-driver.advanced.auth-provider.password",
                        cassandra.password(),
                        "pekko.persistence.journal.plugin",
                        "sightline.persistence.journal",
                        "pekko.persistence.snapshot-store.plugin",
                        "sightline.persistence.snapshot",
                        "pekko.loglevel",
                        "WARNING"))
                .withFallback(ConfigFactory.load());
    }

    /** Does something while the server does not answer: what is sent meanwhile is under way until it goes on. */
    static <T> T whileTheServerPauses(Supplier<T> something) {
        signal("-STOP");
        try {
            return something.get();
        } finally {
            signal("-CONT");
        }
    }

    private static void signal(String signal) {
        try {
            var kill = new ProcessBuilder("kill", signal, Long.toString(CASSANDRA.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("The server could not be signalled");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static CqlSession open() {
        var plain = Storage.open(config());
        Schema.install(plain, 1);
        return new GroupCommitSession(
                plain, GroupCommitSettings.from(ConfigFactory.load().getConfig(Storage.CONFIG_PATH)));
    }

    private static LocalCassandra start() {
        try {
            Path home = Files.createTempDirectory("sightline-store");
            var cassandra = new LocalCassandra(LocalCassandraSettings.in(home).withHeapMegabytes(512)).start();
            Runtime.getRuntime().addShutdownHook(new Thread(cassandra::kill));
            return cassandra;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
