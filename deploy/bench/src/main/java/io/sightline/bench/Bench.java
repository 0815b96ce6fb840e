package io.sightline.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import io.sightline.bench.measure.Machine;
import io.sightline.bench.measure.Report;
import io.sightline.bench.rig.BenchException;
import io.sightline.bench.rig.Rig;
import io.sightline.cassandra.LocalCassandraException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs benchmarks. Exit code 0 when nothing was lost, however fast it was; 1 when something was, or could not run; 2 for wrong usage. */
@Command(
        name = "sightline bench",
        description = {
            "Measures a real node on a real Cassandra in a temporary home against peers on this machine, in one run. Prints a table"
                    + " for each benchmark and writes it, with machine, commit and date, to deploy/bench/results."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: sightline bench P1 P4"})
public final class Bench implements Callable<Integer> {

    /** The system property that names the root of the checkout; set by {@code deploy/sightline}. */
    static final String ROOT = "sightline.root";

    @Parameters(
            paramLabel = "BENCHMARK",
            description = "which ones: ${COMPLETION-CANDIDATES}; all when none is named",
            arity = "0..*")
    private List<Benchmark> benchmarks = new ArrayList<>();

    @Option(
            names = "--short",
            description = "some minutes: shows that all works; its figures are printed and kept nowhere")
    private boolean shortened;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "where tables are written instead, also with --short")
    private @Nullable Path results;

    @Spec
    private @Nullable CommandSpec spec;

    Bench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Bench::usage)
                .setExecutionExceptionHandler(Bench::failure);
    }

    /** What the arguments ask for. */
    record Plan(
            List<Benchmark> benchmarks,
            Scale scale,
            @Nullable Path results) {}

    Plan plan(Path root) {
        List<Benchmark> chosen = benchmarks.isEmpty()
                ? List.of(Benchmark.values())
                : benchmarks.stream().distinct().sorted().toList();
        Path kept = results != null ? results : shortened ? null : root.resolve("deploy/bench/results");
        return new Plan(chosen, shortened ? Scale.SHORT : Scale.FULL, kept);
    }

    @Override
    public Integer call() throws IOException {
        Path root = Path.of(System.getProperty(ROOT, ""));
        Plan plan = plan(root.toAbsolutePath().normalize());
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        return run(plan, root, out) ? 0 : 1;
    }

    /** @return whether nothing was lost */
    static boolean run(Plan plan, Path root, PrintWriter out) throws IOException {
        Consumer<String> progress = line -> {
            out.println("  " + line);
            out.flush();
        };
        boolean sound = true;
        try (Rig rig = Rig.start(progress);
                Stage stage = new Stage(rig, plan.scale(), progress)) {
            for (Benchmark benchmark : plan.benchmarks()) {
                Machine machine = Machine.here(root);
                Report report = benchmark.run(stage);
                sound &= !report.failed();
                var text = report.text(machine);
                out.println();
                out.println(text);
                out.flush();
                if (plan.results() != null) {
                    Files.createDirectories(plan.results());
                    Files.writeString(plan.results().resolve(report.name() + ".md"), text);
                }
            }
        }
        return sound;
    }

    private static int usage(CommandLine.ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().printf("sightline: %s; see: sightline bench --help%n", oneLine(e.getMessage()));
        return CommandLine.ExitCode.USAGE;
    }

    private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof BenchException || e instanceof LocalCassandraException) {
            command.getErr().printf("sightline: %s%n", oneLine(e.getMessage()));
        } else {
            e.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "failed" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
