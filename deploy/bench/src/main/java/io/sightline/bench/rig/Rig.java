package io.sightline.bench.rig;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.TextNode;
import io.sightline.cassandra.LocalCassandra;
import io.sightline.cassandra.LocalCassandraSettings;

/**
 * A real Cassandra and a real node in a temporary home, each a process of its own. {@link #close()} ends both and removes the
 * home; so does the end of this JVM, but for the home.
 */
public final class Rig implements AutoCloseable {

    /** More options of the node's JVM, separated by spaces: for a profiler. */
    public static final String NODE_OPTIONS_VARIABLE = "SIGHTLINE_BENCH_NODE_OPTIONS";

    private static final String CONFIGURATION = "node.conf";
    private static final int NODE_HEAP_MEGABYTES = 1_024;

    private final Path home;
    private final LocalCassandra cassandra;
    private final String key;
    private final Thread hook;
    private ChildJvm node;
    private Admin admin;

    private Rig(Path home, LocalCassandra cassandra, ChildJvm node, Admin admin, String key, Thread hook) {
        this.home = home;
        this.cassandra = cassandra;
        this.node = node;
        this.admin = admin;
        this.key = key;
        this.hook = hook;
    }

    /** Starts everything and returns when the node is ready. */
    public static Rig start(Consumer<String> progress) {
        Path home = temporaryHome();
        LocalCassandra cassandra = new LocalCassandra(LocalCassandraSettings.in(home.resolve("cassandra")));
        Thread hook = new Thread(cassandra::stop, "end-cassandra");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean ready = false;
        try {
            progress.accept("starting Cassandra");
            cassandra.start();
            progress.accept("starting the node");
            Files.writeString(home.resolve(CONFIGURATION), configuration(home, cassandra));
            ChildJvm node = node(home, "node.log");
            String key = Files.readString(Path.of(node.said("admin key: in "))).strip();
            Admin admin = admin(node, key);
            ready = true;
            return new Rig(home, cassandra, node, admin, key, hook);
        } catch (IOException e) {
            throw new BenchException("%s cannot be written: %s".formatted(home, e.getMessage()), e);
        } finally {
            if (!ready) {
                end(cassandra, hook);
            }
        }
    }

    private static ChildJvm node(Path home, String log) {
        return ChildJvm.start(
                "io.sightline.node.Main", nodeOptions(home.resolve(CONFIGURATION)), List.of(), home.resolve(log));
    }

    private static Admin admin(ChildJvm node, String key) {
        return new Admin(URI.create(node.said("admin plane: ")), key);
    }

    public Admin admin() {
        return admin;
    }

    /** Ends the node, takes the directory's folder away and starts it again; it serves and builds the directory anew. */
    public void restartWithoutDirectory() {
        admin.close();
        node.close();
        try {
            delete(home.resolve("directory"));
        } catch (IOException e) {
            throw new BenchException("the directory's folder cannot be taken away: %s".formatted(e.getMessage()), e);
        }
        node = node(home, "node-again.log");
        admin = admin(node, key);
    }

    /** Address of the client plane. */
    public URI clients() {
        return URI.create(node.said("client plane: "));
    }

    /** The store without anything of ours between it and the driver; to be closed by the caller. */
    public RawStore rawStore() {
        return RawStore.connect(cassandra.contactPoint(), cassandra.username(), cassandra.password());
    }

    /** A broadcaster that runs until it is closed. */
    public BareNetty bareNetty() {
        return BareNetty.start(home.resolve("broadcaster.log"));
    }

    /** Bytes in use on the node's heap after a full collection. */
    public long nodeHeapBytes() {
        return node.liveHeapBytes();
    }

    /** What the node has used of the processors since it started. */
    public long nodeProcessorNanos() {
        return node.processorNanos();
    }

    /** The same of Cassandra. */
    public long storeProcessorNanos() {
        return ChildJvm.processorNanos(ProcessHandle.of(cassandra.pid())
                .orElseThrow(() -> new BenchException("Cassandra has ended: see %s".formatted(cassandra.log())))
                .info());
    }

    @Override
    public void close() {
        admin.close();
        node.close();
        end(cassandra, hook);
        try {
            delete(home);
        } catch (IOException e) {
            throw new BenchException("%s is left behind: remove it".formatted(home), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void end(LocalCassandra cassandra, Thread hook) {
        cassandra.stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private static Path temporaryHome() {
        try {
            return Files.createTempDirectory("sightline-bench-");
        } catch (IOException e) {
            throw new BenchException("no temporary folder can be made: %s".formatted(e.getMessage()), e);
        }
    }

    /** As the command line starts a node. */
    private static List<String> nodeOptions(Path configuration) {
        var options = new ArrayList<>(List.of(
                "-Xmx%dm".formatted(NODE_HEAP_MEGABYTES),
                "-XX:+UseG1GC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Dsightline.schema.install=true",
                "-Dconfig.file=" + configuration));
        var more = System.getenv(NODE_OPTIONS_VARIABLE);
        if (more != null && !more.isBlank()) {
            options.addAll(List.of(more.strip().split("\\s+")));
        }
        return options;
    }

    /** Everything as it is by itself, but for limits that keep thousands of invented people on one address apart. */
    private static String configuration(Path home, LocalCassandra cassandra) {
        return """
                include classpath("application.conf")
                sightline {
                  home = %s
                  admin.port = 0
                  client-plane {
                    port = 0
                    max-connections-per-address = 20000
                    token-lifetime = 2h
                    sign-in { network-burst = 1000000, network-per-minute = 1000000 }
                  }
                  sync.hellos-per-second = 20000
                  passwords { memory-kib = 64, iterations = 1 }
                  cassandra {
                    contact-point = "127.0.0.1:%d"
                    username = %s
                    password-file = %s
                  }
                }
                """.formatted(
                        quoted(home),
                        cassandra.contactPoint().getPort(),
                        TextNode.valueOf(cassandra.username()),
                        quoted(home.resolve("cassandra").resolve("superuser.password")));
    }

    private static String quoted(Path path) {
        return TextNode.valueOf(path.toString()).toString();
    }
}
