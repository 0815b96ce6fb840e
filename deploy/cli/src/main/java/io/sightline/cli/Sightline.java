package io.sightline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

import io.sightline.cassandra.LocalCassandraException;
import io.sightline.cli.installation.Home;
import io.sightline.cli.terminal.Complaint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code sightline}. Whatever goes wrong is one line on standard error: exit code 1, or 2 for wrong usage. */
@Command(
        name = "sightline",
        description = "Keeps every client of every user showing exactly the cameras and intercoms that user may see.",
        mixinStandardHelpOptions = true,
        version = "sightline 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Everything is kept below $SIGHTLINE_HOME, or ~/.sightline. Start with: sightline demo"},
        subcommands = {
            Demo.class,
            Up.class,
            Down.class,
            Status.class,
            Import.class,
            Client.class,
            Audit.class,
            Admin.class,
            Simulate.class,
            Bench.class
        })
public final class Sightline {

    private Sightline() {}

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "command-log.xml");
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Sightline())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Sightline::usage)
                .setExecutionExceptionHandler(Sightline::failure);
    }

    private static int usage(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        command.getErr()
                .printf(
                        "sightline: %s; see: %s --help%n",
                        oneLine(e.getMessage()), command.getCommandSpec().qualifiedName());
        return CommandLine.ExitCode.USAGE;
    }

    private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        var known = e instanceof Complaint || e instanceof LocalCassandraException;
        var line = known ? oneLine(e.getMessage()) : "%s; details in %s".formatted(oneLine(e.toString()), record(e));
        command.getErr().printf("sightline: %s%n", line);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Keeps the stack trace of something nobody foresaw, and tells where. */
    private static Object record(Exception e) {
        var log = Home.ofUser().logs().resolve("command.log");
        try {
            Files.createDirectories(Home.ofUser().logs());
            try (var out = new PrintWriter(
                    Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
                out.println(Instant.now());
                e.printStackTrace(out);
            }
            return log;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "failed" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
