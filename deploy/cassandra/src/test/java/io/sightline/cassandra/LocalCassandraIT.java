package io.sightline.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(300)
class LocalCassandraIT {

    private static final int WRITERS = 8;

    private static Path folder;
    private static LocalCassandra cassandra;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        cassandra = new LocalCassandra(settings()).start();
    }

    @AfterAll
    static void stop() {
        cassandra.close();
        cassandra.close();
        assertThat(cassandra.running()).isFalse();
    }

    @Test
    void answersCqlAsTheNewestReleaseItWasBuiltWith() {
        try (var session = session(cassandra)) {
            var row = requireNonNull(session.execute("SELECT release_version, data_center FROM system.local")
                    .one());
            assertThat(row.getString("release_version")).isEqualTo("5.0.9");
            assertThat(row.getString("data_center")).isEqualTo(LocalCassandra.DATACENTER);
        }
    }

    @Test
    void runsWithTheSettingsThatKeepAPromise() {
        try (var session = session(cassandra)) {
            var inForce = session.execute("SELECT name, value FROM system_views.settings").all().stream()
                    .collect(Collectors.toMap(row -> row.getString("name"), row -> "" + row.getString("value")));
            assertThat(inForce)
                    .containsEntry("commitlog_sync", "group")
                    .containsEntry("commitlog_sync_group_window", "2ms")
                    .containsEntry("disk_failure_policy", "die")
                    .containsEntry("commit_failure_policy", "die")
                    .containsEntry("paxos_variant", "v2")
                    .containsEntry("authorizer", "CassandraAuthorizer")
                    .containsEntry("listen_address", "127.0.0.1")
                    .containsEntry("rpc_address", "127.0.0.1")
                    .containsEntry("concurrent_writes", "256")
                    .containsEntry("sstable.selected_format", "bti");
            assertThat(inForce.get("authenticator")).contains("PasswordAuthenticator");
        }
    }

    @Test
    void knowsNoPasswordThatTheWorldKnows() {
        assertThatThrownBy(() -> session(cassandra, "cassandra", "cassandra").close())
                .isInstanceOf(AllNodesFailedException.class);
    }

    @Test
    void keepsItsPasswordFromOthers() throws IOException {
        var file = folder.resolve("home").resolve("superuser.password");
        assertThat(Files.readString(file)).isEqualTo(cassandra.password());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isFoundByAnotherProcessOnTheSameHome() {
        var attached = LocalCassandra.attach(settings()).orElseThrow();
        assertThat(attached.pid()).isEqualTo(cassandra.pid());
        assertThat(attached.contactPoint()).isEqualTo(cassandra.contactPoint());
        assertThat(attached.password()).isEqualTo(cassandra.password());
        assertThat(LocalCassandra.attach(LocalCassandraSettings.in(folder.resolve("elsewhere"))))
                .isEmpty();
    }

    @Test
    void refusesASecondStartOnOneHome() {
        assertThatThrownBy(() -> new LocalCassandra(settings()).start())
                .isInstanceOf(LocalCassandraException.class)
                .hasMessageContaining("already runs in")
                .hasMessageContaining(Long.toString(cassandra.pid()));
    }

    @Test
    void refusesAPortThatIsTaken() {
        var taken = cassandra.contactPoint().getPort();
        var other = LocalCassandraSettings.in(folder.resolve("taken")).withNativePort(taken);
        assertThatThrownBy(() -> new LocalCassandra(other).start())
                .isInstanceOf(LocalCassandraException.class)
                .hasMessageContaining("Port %d is in use", taken);
    }

    @Test
    void saysWhereToLookWhenTheServerDoesNotStart() throws IOException {
        var broken = LocalCassandraSettings.in(folder.resolve("broken"));
        Files.createDirectories(broken.home());
        Files.writeString(broken.home().resolve("data"), "a file where the folder should be");
        assertThatThrownBy(() -> new LocalCassandra(broken).start())
                .isInstanceOf(LocalCassandraException.class)
                .hasMessageContaining(broken.home().toString());
    }

    @Test
    void losesNothingItAcknowledgedWhenKilled() throws InterruptedException {
        var port = cassandra.contactPoint();
        try (var session = session(cassandra)) {
            session.execute("CREATE KEYSPACE IF NOT EXISTS kept WITH replication ="
                    + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE IF NOT EXISTS kept.numbers (n int PRIMARY KEY)");
        }
        var acknowledged = killedWhileWriting();
        assertThat(acknowledged).hasSizeGreaterThan(500);

        cassandra.start();

        assertThat(cassandra.contactPoint()).isEqualTo(port);
        try (var session = session(cassandra)) {
            Set<Integer> found = new HashSet<>();
            session.execute("SELECT n FROM kept.numbers").forEach(row -> found.add(row.getInt("n")));
            assertThat(found).containsAll(acknowledged);
        }
    }

    private static List<Integer> killedWhileWriting() throws InterruptedException {
        List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
        var next = new AtomicInteger();
        try (var session = session(cassandra)) {
            var insert = session.prepare(SimpleStatement.newInstance("INSERT INTO kept.numbers (n) VALUES (?)")
                    .setIdempotent(false)
                    .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
            var writers = new ArrayList<Thread>();
            for (var writer = 0; writer < WRITERS; writer++) {
                writers.add(new Thread(() -> {
                    while (true) {
                        var n = next.getAndIncrement();
                        try {
                            session.execute(insert.bind(n));
                        } catch (RuntimeException theNodeIsGone) {
                            return;
                        }
                        acknowledged.add(n);
                        if (acknowledged.size() == 1_000) {
                            cassandra.kill();
                        }
                    }
                }));
            }
            writers.forEach(Thread::start);
            for (var writer : writers) {
                writer.join();
            }
        }
        return acknowledged;
    }

    private static LocalCassandraSettings settings() {
        return LocalCassandraSettings.in(folder.resolve("home")).withHeapMegabytes(512);
    }

    private static CqlSession session(LocalCassandra node) {
        return session(node, node.username(), node.password());
    }

    private static CqlSession session(LocalCassandra node, String username, String password) {
        return CqlSession.builder()
                .addContactPoint(node.contactPoint())
                .withLocalDatacenter(LocalCassandra.DATACENTER)
                .withAuthCredentials(username, password)
                .build();
    }
}
