package io.sightline.cli.installation;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.sightline.cli.terminal.Complaint;

/** The node of a home: a JVM of its own that outlives the command. */
final class Node {

    private static final String MAIN = "io.sightline.node.Main";
    private static final Path SESSION_STARTER = Path.of("/usr/bin/setsid");
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    // The first graceful end also writes the class archive.
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(25);
    private static final int PROBE_MILLIS = 2_000;

    private final Home home;
    private final Checkout checkout;
    private final ProcessFile file;

    Node(Home home, Checkout checkout) {
        this.home = home;
        this.checkout = checkout;
        this.file = new ProcessFile(home.nodeProcess());
    }

    Optional<ProcessHandle> process() {
        return file.find();
    }

    /** Starts the JVM; it is not ready yet. */
    ProcessHandle start(NodeSettings settings) {
        try {
            var process = new ProcessBuilder(command(settings))
                    .directory(home.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.nodeLog().toFile())
                    .start()
                    .toHandle();
            file.remember(process);
            return process;
        } catch (IOException e) {
            throw new Complaint("the node could not be started in %s: %s".formatted(home.folder(), e.getMessage()), e);
        }
    }

    /**
     * Waits until the process is ready; false if it ends instead.
     *
     * @throws Complaint if it is not ready within three minutes
     */
    boolean becomesReady(ProcessHandle process, Ports ports) {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        // The first start leaves its key last of all.
        while (!ready(ports) || !(Files.exists(home.installed()) || Files.exists(home.adminKey()))) {
            if (ends(process, POLL)) {
                return false;
            }
            if (System.nanoTime() > deadline) {
                throw new Complaint("the node was not ready within %d s: see %s"
                        .formatted(START_PATIENCE.toSeconds(), home.nodeLog()));
            }
        }
        return true;
    }

    Complaint endedWhileStarting() {
        return new Complaint("the node ended while starting (%s): see %s".formatted(lastWords(), home.nodeLog()));
    }

    static boolean ready(Ports ports) {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:%d/health/ready".formatted(ports.admin()))
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Lets the node drain and end; kills it after a minute. */
    void stop() {
        var process = process();
        if (process.isPresent()) {
            process.get().destroy();
            if (ends(process.get(), STOP_PATIENCE)) {
                keepArchive();
            } else {
                process.get().destroyForcibly();
                ends(process.get(), STOP_PATIENCE);
            }
        }
        file.forget();
    }

    private void keepArchive() {
        try {
            archive(checkout.classPath("node")).publish();
        } catch (IOException | Complaint lost) {
            // The next start is slower and records it again.
        }
    }

    private List<String> command(NodeSettings settings) throws IOException {
        var jars = checkout.classPath("node");
        var command = new ArrayList<String>();
        if (Files.isExecutable(SESSION_STARTER)) {
            // A session of its own: Ctrl-C in the terminal reaches the command, which ends the node in its own order.
            command.add(SESSION_STARTER.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx%dm".formatted(settings.heapMegabytes()));
        command.add("-XX:+UseG1GC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-UsePerfData");
        command.addAll(archive(jars).options());
        command.add("-Dconfig.file=" + home.nodeConfiguration());
        if (!Files.exists(home.installed())) {
            command.add("-Dsightline.schema.install=true");
        }
        command.add("-cp");
        command.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        return command;
    }

    private ClassArchive archive(List<Path> jars) throws IOException {
        return ClassArchive.of(home, jars, checkout.root().resolve("deploy/node/target/class-archive"));
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(home.nodeLog());
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        } catch (IOException unreadable) {
            return "its log cannot be read";
        }
    }

    private static boolean ends(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        } catch (ExecutionException e) {
            throw new Complaint("process %d cannot be waited for".formatted(process.pid()), e);
        }
    }
}
