package io.sightline.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of the node's JVM. */
final class ServerJvm {

    private static final int NEEDED_JAVA = 17;
    private static final Path SESSION_STARTER = Path.of("/usr/bin/setsid");

    /** What the server of this version reaches into, on Java 17. */
    private static final List<String> EXPORTED = List.of(
            "java.base/jdk.internal.misc",
            "java.base/java.lang.ref",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.attach/sun.tools.attach",
            "jdk.compiler/com.sun.tools.javac.file",
            "jdk.unsupported/sun.misc");

    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.compiler/com.sun.tools.javac",
            "jdk.management/com.sun.management.internal");

    private ServerJvm() {}

    /** The jars of the server in the order of their names, which class data sharing needs to be the same each time. */
    static List<Path> jars(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                var jars = files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList();
                if (!jars.isEmpty()) {
                    return jars;
                }
            }
        }
        throw new LocalCassandraException(
                "No Cassandra jars in %s: run `mvn -pl deploy/cassandra/server generate-resources`, or set -D%s"
                        .formatted(folder, LocalCassandraSettings.SERVER_JARS_PROPERTY));
    }

    static List<String> command(LocalCassandraSettings settings, List<Path> jars, List<String> archiveOptions) {
        if (Runtime.version().feature() != NEEDED_JAVA) {
            throw new LocalCassandraException("The local Cassandra needs Java %d but this is Java %d: set JAVA_HOME"
                    .formatted(NEEDED_JAVA, Runtime.version().feature()));
        }
        var home = settings.home();
        var command = new ArrayList<String>();
        if (Files.isExecutable(SESSION_STARTER)) {
            // A session of its own: Ctrl-C in the terminal reaches the launcher, which stops the node in its own order.
            command.add(SESSION_STARTER.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xms%dm".formatted(settings.heapMegabytes()));
        command.add("-Xmx%dm".formatted(settings.heapMegabytes()));
        command.add("-XX:+UseG1GC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-UsePerfData");
        command.addAll(archiveOptions);
        EXPORTED.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
        OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
        command.add("-Djava.security.manager=allow");
        command.add("-Djdk.attach.allowAttachSelf=true");
        command.add("-Dio.netty.tryReflectionSetAccessible=true");
        command.add("-Djava.io.tmpdir=" + home.resolve("tmp"));
        command.add("-Dcassandra.config=" + home.resolve("cassandra.yaml").toUri());
        command.add("-Dlogback.configurationFile=" + home.resolve("logback.xml").toUri());
        command.add("-Dcassandra.storagedir=" + home);
        command.add("-Dcassandra.logdir=" + home.resolve("logs"));
        command.add("-Dcassandra.triggers_dir=" + home.resolve("triggers"));
        command.add("-Dcassandra-foreground=yes");
        // One node has nobody to wait for: no ring to settle, no gossip to hear, no one to tell that it leaves.
        command.add("-Dcassandra.ring_delay_ms=1");
        command.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
        command.add("-Dcassandra.shutdown_announce_in_ms=0");
        command.add("-Dcassandra.superuser_setup_delay_ms=0");
        // The password is 192 random bits: stretching it protects nothing and costs 70 ms at each connection.
        command.add("-Dcassandra.auth_bcrypt_gensalt_log2_rounds=4");
        command.add("-cp");
        command.add(jars.stream().map(Path::toString).collect(Collectors.joining(":")));
        command.add("org.apache.cassandra.service.CassandraDaemon");
        return command;
    }
}
