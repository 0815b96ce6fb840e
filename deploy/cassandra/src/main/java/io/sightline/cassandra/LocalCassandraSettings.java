package io.sightline.cassandra;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a node lives and how large it is.
 *
 * @param home the folder of everything the node keeps: data, commit log, hints, logs, its password; made if missing
 * @param serverJars the folder of the server's own jars
 * @param nativePort the CQL port on loopback; 0 takes the port of the last start if it is free, else any free one
 * @param storagePort the port between nodes on loopback; 0 as above
 * @param heapMegabytes the fixed heap of the node's JVM, at least 256
 * @param commitLogSync whether a write is acknowledged before it is on the disk
 * @param groupWindow how long a write may wait for others to share its sync; only for {@link CommitLogSync#GROUP}
 * @param startTimeout how long a start may take until it has failed
 */
public record LocalCassandraSettings(
        Path home,
        Path serverJars,
        int nativePort,
        int storagePort,
        int heapMegabytes,
        CommitLogSync commitLogSync,
        Duration groupWindow,
        Duration startTimeout) {

    /** The system property that names the folder of the server's jars. */
    public static final String SERVER_JARS_PROPERTY = "sightline.cassandra.server";

    private static final int SMALLEST_HEAP_MEGABYTES = 256;
    private static final int LARGEST_PORT = 65_535;

    public LocalCassandraSettings {
        home = home.toAbsolutePath().normalize();
        serverJars = serverJars.toAbsolutePath().normalize();
        requirePort("nativePort", nativePort);
        requirePort("storagePort", storagePort);
        if (heapMegabytes < SMALLEST_HEAP_MEGABYTES) {
            throw new IllegalArgumentException(
                    "heapMegabytes is %d but must be at least %d".formatted(heapMegabytes, SMALLEST_HEAP_MEGABYTES));
        }
        if (groupWindow.toMillis() < 1) {
            throw new IllegalArgumentException("groupWindow is %s but must be at least 1 ms".formatted(groupWindow));
        }
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("startTimeout is %s but must be positive".formatted(startTimeout));
        }
    }

    /**
     * The default node in a folder: free ports, 768 MB of heap, group commit.
     *
     * @throws LocalCassandraException if {@value #SERVER_JARS_PROPERTY} is not set
     */
    public static LocalCassandraSettings in(Path home) {
        var jars = System.getProperty(SERVER_JARS_PROPERTY);
        if (jars == null) {
            throw new LocalCassandraException(
                    "No Cassandra to start: set -D%s to the folder of its jars (deploy/cassandra/server/target/lib after a build)"
                            .formatted(SERVER_JARS_PROPERTY));
        }
        return new LocalCassandraSettings(
                home, Path.of(jars), 0, 0, 768, CommitLogSync.GROUP, Duration.ofMillis(2), Duration.ofMinutes(3));
    }

    public LocalCassandraSettings withServerJars(Path folder) {
        return new LocalCassandraSettings(
                home, folder, nativePort, storagePort, heapMegabytes, commitLogSync, groupWindow, startTimeout);
    }

    public LocalCassandraSettings withNativePort(int port) {
        return new LocalCassandraSettings(
                home, serverJars, port, storagePort, heapMegabytes, commitLogSync, groupWindow, startTimeout);
    }

    public LocalCassandraSettings withStoragePort(int port) {
        return new LocalCassandraSettings(
                home, serverJars, nativePort, port, heapMegabytes, commitLogSync, groupWindow, startTimeout);
    }

    public LocalCassandraSettings withHeapMegabytes(int megabytes) {
        return new LocalCassandraSettings(
                home, serverJars, nativePort, storagePort, megabytes, commitLogSync, groupWindow, startTimeout);
    }

    public LocalCassandraSettings withCommitLogSync(CommitLogSync sync) {
        return new LocalCassandraSettings(
                home, serverJars, nativePort, storagePort, heapMegabytes, sync, groupWindow, startTimeout);
    }

    public LocalCassandraSettings withGroupWindow(Duration window) {
        return new LocalCassandraSettings(
                home, serverJars, nativePort, storagePort, heapMegabytes, commitLogSync, window, startTimeout);
    }

    public LocalCassandraSettings withStartTimeout(Duration timeout) {
        return new LocalCassandraSettings(
                home, serverJars, nativePort, storagePort, heapMegabytes, commitLogSync, groupWindow, timeout);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("%s is %d but must be 0 to %d".formatted(name, port, LARGEST_PORT));
        }
    }
}
