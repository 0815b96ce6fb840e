package io.sightline.bench.rig;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own in a temporary folder on a port of 127.0.0.1, ended and deleted when closed. It will not run as root, so
 * root starts it as the user {@code postgres}, whom Debian's package makes. Not thread-safe.
 */
public final class Postgres implements AutoCloseable {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/lib/postgresql/15/bin"), Path.of("/usr/local/pgsql/bin"), Path.of("/usr/bin"));

    private static final long COMMAND_SECONDS = 120;

    private final Path programs;
    private final Path folder;
    private final int port;

    private Postgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Where PostgreSQL's programs are; nothing when it is not installed. */
    public static Optional<Path> programs() {
        return PLACES.stream()
                .filter(place -> Files.isExecutable(place.resolve("initdb")))
                .findFirst();
    }

    /** Makes a database and waits until it answers. */
    public static Postgres start(Path programs) {
        try {
            Path folder = Files.createTempDirectory("sightline-postgres");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            int port;
            try (var socket = new java.net.ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            var postgres = new Postgres(programs, folder, port);
            postgres.command(
                    "initdb", "-D", postgres.data(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C");
            postgres.command(
                    "pg_ctl",
                    "-D",
                    postgres.data(),
                    "-w",
                    "-l",
                    folder.resolve("log").toString(),
                    "-o",
                    ("-p %d -k %s -c listen_addresses=127.0.0.1 -c shared_buffers=512MB -c work_mem=64MB"
                                    + " -c maintenance_work_mem=256MB -c random_page_cost=1.1")
                            .formatted(port, folder),
                    "start");
            return postgres;
        } catch (IOException failed) {
            throw new BenchException("cannot start PostgreSQL: " + failed.getMessage(), failed);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** A connection; whoever opened it closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port));
    }

    private void command(String program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            line.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        line.add(programs.resolve(program).toString());
        line.addAll(List.of(arguments));
        File said = folder.resolve(program + ".out").toFile();
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        try {
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new BenchException("%s failed: %s"
                        .formatted(program, Files.readString(said.toPath()).strip()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while " + program + " ran", interrupted);
        }
    }

    @Override
    public void close() {
        try {
            command("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException failed) {
            throw new BenchException("cannot end PostgreSQL in " + folder, failed);
        }
    }
}
