package io.sightline.bench.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program of our class path in a JVM of its own, so that its heap and its collections are its own. It ends with
 * {@link #close()}, and with this JVM. Thread-safe once started.
 */
final class ChildJvm implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROBE_PATIENCE = Duration.ofMinutes(1);
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final Process process;
    private final Path log;
    private final Thread hook = new Thread(this::end, "end-child");

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it and waits until a line of its output is {@code ready}.
     *
     * @param log of everything it says
     * @throws BenchException if it ends, or is not ready within three minutes
     */
    static ChildJvm start(String main, List<String> options, List<String> arguments, Path log) {
        var command = new ArrayList<String>();
        command.add(tool("java"));
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var child = new ChildJvm(process, log);
            Runtime.getRuntime().addShutdownHook(child.hook);
            child.awaitReady();
            return child;
        } catch (IOException e) {
            throw new BenchException("%s could not be started: %s".formatted(main, e.getMessage()), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** What follows the words in the first line of its output that begins with them. */
    String said(String words) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(words))
                    .findFirst()
                    .map(line -> line.substring(words.length()).strip())
                    .orElseThrow(() -> new BenchException("no line in %s begins with %s".formatted(log, words)));
        } catch (IOException e) {
            throw new BenchException("%s cannot be read".formatted(log), e);
        }
    }

    /** Bytes of objects on its heap that are still in use; makes it collect everything else first. */
    long liveHeapBytes() {
        Matcher total = TOTAL.matcher(jcmd("GC.class_histogram"));
        if (!total.find()) {
            throw new BenchException("jcmd gave no total of process %d".formatted(pid()));
        }
        return Long.parseLong(total.group(1));
    }

    /** What it has used of the processors since it started; counted in steps of some milliseconds. */
    long processorNanos() {
        return processorNanos(process.info());
    }

    static long processorNanos(ProcessHandle.Info process) {
        return process.totalCpuDuration()
                .orElseThrow(
                        () -> new BenchException("this system does not tell what a process has used of its processors"))
                .toNanos();
    }

    private String jcmd(String order) {
        try {
            var asked = new ProcessBuilder(tool("jcmd"), Long.toString(pid()), order)
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader reader = asked.inputReader(StandardCharsets.UTF_8)) {
                var answer = new StringBuilder();
                reader.lines().forEach(line -> answer.append(line).append('\n'));
                if (!asked.waitFor(PROBE_PATIENCE.toSeconds(), TimeUnit.SECONDS) || asked.exitValue() != 0) {
                    throw new BenchException("jcmd could not ask process %d: %s".formatted(pid(), answer));
                }
                return answer.toString();
            }
        } catch (IOException e) {
            throw new BenchException("jcmd is needed, which a JDK has", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Lets it end in order, and ends it the hard way after half a minute. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook does the work.
            return;
        }
        end();
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        boolean ready = false;
        try {
            while (!ready) {
                ready = Files.readAllLines(log).contains("ready");
                if (!ready && process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new BenchException(
                            "process %d ended while starting: %s".formatted(pid(), Files.readString(log)));
                }
                if (System.nanoTime() > deadline) {
                    throw new BenchException("process %d was not ready in time: see %s".formatted(pid(), log));
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static BenchException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BenchException("interrupted", e);
    }
}
