package io.sightline.cli.installation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.sightline.cassandra.LocalCassandra;
import io.sightline.cassandra.LocalCassandraException;
import io.sightline.cassandra.LocalCassandraSettings;
import io.sightline.cli.terminal.Complaint;
import org.jspecify.annotations.Nullable;

/**
 * Cassandra and one node in a home. Both are processes of their own that outlive the command; whatever command comes next
 * finds them by the files of the home.
 */
public final class Installation {

    private static final Duration POLL = Duration.ofMillis(10);

    private final Home home;
    private final Node node;
    private final LocalCassandraSettings cassandraSettings;
    private final Consumer<String> progress;

    public Installation(Home home, Checkout checkout, Consumer<String> progress) {
        this.home = home;
        this.node = new Node(home, checkout);
        this.cassandraSettings = LocalCassandraSettings.in(home.cassandra());
        this.progress = progress;
    }

    public Home home() {
        return home;
    }

    public State state() {
        var cassandra = LocalCassandra.attach(cassandraSettings);
        var process = node.process();
        var ports = Files.exists(home.ports()) ? Ports.read(home) : null;
        return new State(
                cassandra.map(LocalCassandra::pid).orElse(null),
                cassandra.map(LocalCassandra::contactPoint).orElse(null),
                process.map(ProcessHandle::pid).orElse(null),
                ports,
                process.isPresent() && ports != null && Node.ready(ports));
    }

    /**
     * Starts what does not run yet and returns once the node is ready. What was started ends again when this fails or the
     * command is interrupted on the way.
     *
     * @throws Complaint if something cannot be started
     */
    public Ports up(NodeSettings settings) {
        home.made();
        try (var channel = FileChannel.open(
                        home.folder().resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw beingStarted();
            }
            return start(settings);
        } catch (OverlappingFileLockException sameJvm) {
            throw beingStarted();
        } catch (IOException e) {
            throw new Complaint("%s cannot be used: %s".formatted(home.folder(), e.getMessage()), e);
        }
    }

    /** Ends the node, then Cassandra. Does nothing where nothing runs. */
    public void down() {
        if (node.process().isPresent()) {
            progress.accept("stopping the node");
        }
        node.stop();
        LocalCassandra.attach(cassandraSettings).ifPresent(cassandra -> {
            progress.accept("stopping Cassandra");
            cassandra.stop();
        });
    }

    private Ports start(NodeSettings settings) throws IOException {
        var undo = new Thread(this::down, "undo");
        Runtime.getRuntime().addShutdownHook(undo);
        boolean ready = false;
        try {
            var ports = startBoth(settings);
            ready = true;
            return ports;
        } finally {
            if (release(undo) && !ready) {
                down();
            }
        }
    }

    private Ports startBoth(NodeSettings settings) throws IOException {
        long began = System.nanoTime();
        var running = LocalCassandra.attach(cassandraSettings);
        var ports = node.process().isPresent() ? Ports.read(home) : Ports.of(home);
        var store = running.isPresent()
                ? CompletableFuture.completedFuture(running.get())
                : CompletableFuture.supplyAsync(() -> startCassandra(began), Installation::thread);
        // On the first start the node's role is made only when Cassandra is ready; later both may start at once.
        var cassandra = Files.exists(home.installed()) ? reachable(store) : join(store);
        var found = node.process();
        if (found.isPresent()) {
            join(store);
        }
        // One that was found may be ending: killed a moment ago, or draining.
        if (found.isEmpty() || !node.becomesReady(found.get(), ports)) {
            progress.accept("starting the node");
            if (!Files.exists(home.directory())) {
                Files.createFile(home.directory());
            }
            Files.writeString(
                    home.nodeConfiguration(),
                    settings.configuration(
                            home, ports, cassandra.contactPoint().getPort(), cassandra.username(), passwordFile()));
            var process = node.start(settings);
            join(store);
            if (!node.becomesReady(process, ports)) {
                throw node.endedWhileStarting();
            }
        }
        progress.accept("node ready after %s".formatted(seconds(began)));
        if (!Files.exists(home.installed())) {
            Files.createFile(home.installed());
        }
        return ports;
    }

    private LocalCassandra startCassandra(long began) {
        progress.accept("starting Cassandra");
        var cassandra = new LocalCassandra(cassandraSettings).start();
        progress.accept("Cassandra ready after %s".formatted(seconds(began)));
        return cassandra;
    }

    /** The node of a start that is under way, as soon as its port is known. */
    private LocalCassandra reachable(CompletableFuture<LocalCassandra> store) {
        while (true) {
            try {
                return store.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                Optional<LocalCassandra> started = LocalCassandra.attach(cassandraSettings);
                if (started.isPresent()) {
                    return started.get();
                }
            } catch (ExecutionException e) {
                throw complaint(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Complaint("interrupted", e);
            }
        }
    }

    private static LocalCassandra join(CompletableFuture<LocalCassandra> store) {
        try {
            return store.join();
        } catch (CompletionException e) {
            throw complaint(e.getCause());
        }
    }

    private static RuntimeException complaint(@Nullable Throwable cause) {
        return cause instanceof LocalCassandraException known
                ? new Complaint(String.valueOf(known.getMessage()), known)
                : new Complaint("Cassandra could not be started: " + cause, cause);
    }

    private Path passwordFile() {
        return home.cassandra().resolve("superuser.password");
    }

    private Complaint beingStarted() {
        return new Complaint("%s is being started by another command: wait for it".formatted(home.folder()));
    }

    /** Takes a shutdown hook back; false when the JVM is already ending, so that the hook itself does the work. */
    public static boolean release(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    private static void thread(Runnable command) {
        var thread = new Thread(command, "cassandra-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static String seconds(long since) {
        return "%.1f s".formatted((System.nanoTime() - since) / 1e9);
    }
}
