package io.sightline.cli.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that remembers a process, so that another run of the command finds it. The start time stands beside the id,
 * because ids are used again.
 */
record ProcessFile(Path file) {

    // The kernel counts in ticks since boot, and two readings may differ by rounding.
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    void remember(ProcessHandle process) {
        var started = process.info().startInstant().orElseGet(Instant::now);
        try {
            var written = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(written, process.pid() + " " + started + "\n");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that was remembered, if it still runs. A file nobody can read is as good as none. */
    Optional<ProcessHandle> find() {
        try {
            var parts = Files.readString(file).strip().split(" ", 2);
            var started = Instant.parse(parts[1]);
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt(process, started));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant then) {
        return process.info()
                .startInstant()
                .map(at -> Duration.between(at, then).abs().compareTo(ROUNDING) < 0)
                .orElse(false);
    }
}
