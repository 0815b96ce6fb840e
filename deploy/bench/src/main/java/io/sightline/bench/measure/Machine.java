package io.sightline.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Where and when figures come from.
 *
 * @param processor its model, or {@code unknown}
 * @param cores that this JVM may use
 * @param memoryMegabytes of the machine
 * @param commit of the checkout, with {@code +} when files differ from it, or {@code unknown}
 * @param loadBefore the machine's load average of the last minute when the benchmark began: above 1 somebody else was at work
 */
public record Machine(
        String processor, int cores, long memoryMegabytes, String java, String commit, Instant at, double loadBefore) {

    private static final int GIT_SECONDS = 10;

    /** @param checkout whose commit is named */
    public static Machine here(Path checkout) {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new Machine(
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> 20,
                Runtime.version().toString(),
                commitOf(checkout),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                system.getSystemLoadAverage());
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%s, commit %s, %d cores of %s, %,d MB, Java %s, load average before %.1f. Server, store and clients share the"
                        + " cores.%n",
                at,
                commit,
                cores,
                processor,
                memoryMegabytes,
                java,
                loadBefore);
    }

    private static String processorModel() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return "unknown";
        }
    }

    private static String commitOf(Path checkout) {
        var commit = git(checkout, "rev-parse", "--short=10", "HEAD");
        return commit.isEmpty()
                ? "unknown"
                : commit + (git(checkout, "status", "--porcelain").isEmpty() ? "" : "+");
    }

    /** The first line of what it says; nothing when there is no git or no repository. */
    private static String git(Path checkout, String... arguments) {
        try {
            var command = new ArrayList<>(List.of("git", "-C", checkout.toString()));
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? said.lines().findFirst().orElse("") : "";
        } catch (IOException none) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
