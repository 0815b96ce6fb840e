package io.sightline.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** What a home remembers of its last start, so that another process finds the node, and the next start its ports. */
record NodeRecord(long pid, Instant startedAt, Ports ports) {

    private static final String FILE = "node.properties";

    // The kernel counts a process's start in ticks since boot, so two readings of it may differ a little.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    static NodeRecord of(ProcessHandle process, Ports ports) {
        return new NodeRecord(process.pid(), process.info().startInstant().orElseGet(Instant::now), ports);
    }

    static Optional<NodeRecord> read(Path home) throws IOException {
        var file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        }
        try {
            return Optional.of(new NodeRecord(
                    Long.parseLong(lines.getProperty("pid")),
                    Instant.parse(lines.getProperty("started-at")),
                    new Ports(
                            Integer.parseInt(lines.getProperty("cql-port")),
                            Integer.parseInt(lines.getProperty("storage-port")))));
        } catch (RuntimeException e) {
            throw new LocalCassandraException(
                    "%s cannot be read: make sure that no node runs there, and delete it".formatted(file), e);
        }
    }

    void write(Path home) throws IOException {
        var lines = new Properties();
        lines.setProperty("pid", Long.toString(pid));
        lines.setProperty("started-at", startedAt.toString());
        lines.setProperty("cql-port", Integer.toString(ports.cql()));
        lines.setProperty("storage-port", Integer.toString(ports.storage()));
        var written = home.resolve(FILE + ".new");
        try (var writer = Files.newBufferedWriter(written)) {
            lines.store(writer, null);
        }
        Files.move(written, home.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The node's process, if it still runs: the same id with another start time is somebody else. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(at -> Duration.between(at, startedAt).abs().compareTo(CLOCK_TOLERANCE) < 0)
                .orElse(false);
    }
}
