package io.sightline.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.sightline.cli.installation.Checkout;
import io.sightline.cli.terminal.Complaint;

/** A program of ours that deserves a JVM of its own: one that needs every core must not share it with the command line. */
enum Program {
    SIMULATOR("cli", "io.sightline.simulator.Simulate"),
    BENCH("bench", "io.sightline.bench.Bench"),
    AUDIT("node", "io.sightline.node.AuditCheck");

    private final String module;
    private final String main;

    /** @param module under {@code deploy} whose class path it runs from */
    Program(String module, String main) {
        this.module = module;
        this.main = main;
    }

    String main() {
        return main;
    }

    /** Runs it on this terminal with the arguments, and returns its exit code. */
    int run(List<String> arguments) {
        return run(List.of(), arguments);
    }

    /** The same with options of the JVM. */
    int run(List<String> options, List<String> arguments) {
        var checkout = Checkout.ofProperty();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-D%s=%s".formatted(Checkout.PROPERTY, checkout.root()));
        command.add("-Dsightline.cassandra.server=" + System.getProperty("sightline.cassandra.server"));
        command.addAll(options);
        command.add("-cp");
        command.add(checkout.classPath(module).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(main);
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor();
        } catch (IOException e) {
            throw new Complaint("%s could not be started: %s".formatted(main, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }
}
