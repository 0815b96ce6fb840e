package io.sightline.cassandra;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.sightline.cassandra.NativeConnection.LoginRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One real Cassandra node on loopback. It is a process of its own that outlives this JVM unless it is stopped: whoever
 * wants them to end together adds a shutdown hook that calls {@link #close()}. Starting again on the same home finds the
 * same data, password and, where they are free, ports. Thread-safe; the calls that start and end the node block.
 */
public final class LocalCassandra implements AutoCloseable {

    /** The name of the node's data centre, which a driver asks for. */
    public static final String DATACENTER = "datacenter1";

    private static final Logger LOG = LoggerFactory.getLogger(LocalCassandra.class);
    private static final Duration POLL = Duration.ofMillis(20);
    // The first graceful stop also writes the class archive.
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(30);

    private final LocalCassandraSettings settings;
    private final ServerFiles files;
    private @Nullable Node node;

    /** A node that is not started yet; nothing is touched before {@link #start()}. */
    public LocalCassandra(LocalCassandraSettings settings) {
        this.settings = settings;
        this.files = new ServerFiles(settings.home());
    }

    /** Finds the node that another process, or an earlier run, started in this home, if it still runs. */
    public static Optional<LocalCassandra> attach(LocalCassandraSettings settings) {
        var found = new LocalCassandra(settings);
        return found.adopt() ? Optional.of(found) : Optional.empty();
    }

    /**
     * Starts the node and returns once it has answered a query of this home's own role.
     *
     * @throws LocalCassandraException if a node already runs in this home, a wanted port is taken, the jars are missing,
     *     or the server ended or was not ready in time
     */
    public synchronized LocalCassandra start() {
        var began = System.nanoTime();
        try {
            files.makeFolders();
            try (var channel = FileChannel.open(
                            settings.home().resolve("start.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                if (lock == null) {
                    throw beingStarted();
                }
                node = launch();
            } catch (OverlappingFileLockException sameJvm) {
                throw beingStarted();
            }
        } catch (IOException e) {
            throw new LocalCassandraException(
                    "Cassandra could not be started in %s: %s".formatted(settings.home(), e.getMessage()), e);
        }
        LOG.info(
                "Cassandra in {} answers on {} after {} ms, process {}",
                settings.home(),
                contactPoint(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                pid());
        return this;
    }

    /** The address for CQL clients; kept until the next start. */
    public InetSocketAddress contactPoint() {
        return node().ports.contactPoint();
    }

    /** The superuser of this home. */
    public String username() {
        return node().superuser.name();
    }

    /** The random password of this home; also in a file of the home that only its owner may read. */
    public String password() {
        return node().superuser.password();
    }

    /** The process id of the node's JVM. */
    public long pid() {
        return node().process.pid();
    }

    /** The server's own log. */
    public Path log() {
        return files.log();
    }

    public synchronized boolean running() {
        return node != null && node.process.isAlive();
    }

    /** Lets the node flush and end, and kills it if that takes longer than 90 s. Does nothing if it does not run. */
    public synchronized void stop() {
        if (!running()) {
            return;
        }
        var process = node().process;
        process.destroy();
        if (!ended(process, STOP_PATIENCE)) {
            LOG.warn("Cassandra in {} did not stop within {}; killing it", settings.home(), STOP_PATIENCE);
            kill();
            return;
        }
        try {
            archive().publish();
        } catch (IOException e) {
            LOG.warn("The next start is slower: the class archive could not be kept ({})", e.getMessage());
        }
    }

    /** Ends the node as a crash would (SIGKILL) and waits until it is gone. Does nothing if it does not run. */
    public synchronized void kill() {
        if (!running()) {
            return;
        }
        var process = node().process;
        process.destroyForcibly();
        if (!ended(process, KILL_PATIENCE)) {
            throw new LocalCassandraException(
                    "Process %d does not end even when killed: see what it waits for".formatted(process.pid()));
        }
    }

    /** {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    private Node launch() throws IOException {
        var before = NodeRecord.read(settings.home());
        var running = before.flatMap(NodeRecord::process);
        if (running.isPresent()) {
            throw new LocalCassandraException("A node already runs in %s as process %d: stop it, or use another home"
                    .formatted(settings.home(), running.get().pid()));
        }
        var jars = ServerJvm.jars(settings.serverJars());
        var ports = Ports.choose(settings, before.map(NodeRecord::ports));
        var superuser = Superuser.of(settings.home());
        files.write(settings, ports);
        var process = new ProcessBuilder(
                        ServerJvm.command(settings, jars, archive().options()))
                .directory(settings.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(files.console().toFile())
                .start();
        var ready = false;
        try {
            NodeRecord.of(process.toHandle(), ports).write(settings.home());
            awaitReady(process, ports, superuser);
            ready = true;
        } finally {
            if (!ready) {
                process.destroyForcibly();
            }
        }
        return new Node(process.toHandle(), ports, superuser);
    }

    private void awaitReady(Process process, Ports ports, Superuser superuser) throws IOException {
        var deadline = System.nanoTime() + settings.startTimeout().toNanos();
        while (true) {
            String missing;
            try {
                superuser.enter(ports.contactPoint());
                return;
            } catch (IOException | LoginRefused notYet) {
                missing = notYet.getMessage();
            }
            if (endsWithin(process, POLL)) {
                throw new LocalCassandraException("Cassandra ended with code %d while starting (%s): see %s and %s"
                        .formatted(
                                process.exitValue(),
                                files.lastComplaint().orElse("it gave no reason"),
                                files.log(),
                                files.console()));
            }
            if (System.nanoTime() > deadline) {
                throw new LocalCassandraException("Cassandra was not ready within %s (%s): see %s, or allow more time"
                        .formatted(settings.startTimeout(), missing, files.log()));
            }
        }
    }

    private synchronized boolean adopt() {
        try {
            var found = NodeRecord.read(settings.home());
            var process = found.flatMap(NodeRecord::process);
            if (found.isEmpty() || process.isEmpty()) {
                return false;
            }
            node = new Node(process.get(), found.get().ports(), Superuser.of(settings.home()));
            return true;
        } catch (IOException e) {
            throw new LocalCassandraException(
                    "The node of %s cannot be looked up: %s".formatted(settings.home(), e.getMessage()), e);
        }
    }

    private ClassArchive archive() throws IOException {
        return ClassArchive.of(settings.home(), settings.serverJars(), ServerJvm.jars(settings.serverJars()));
    }

    private LocalCassandraException beingStarted() {
        return new LocalCassandraException(
                "A node is being started in %s by somebody else: wait for it, or use another home"
                        .formatted(settings.home()));
    }

    private synchronized Node node() {
        if (node == null) {
            throw new IllegalStateException("The node of %s was not started".formatted(settings.home()));
        }
        return node;
    }

    private static boolean endsWithin(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalCassandraException("Interrupted while Cassandra was starting", e);
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new LocalCassandraException("Process %d cannot be waited for".formatted(process.pid()), e);
        }
    }

    private record Node(ProcessHandle process, Ports ports, Superuser superuser) {}
}
