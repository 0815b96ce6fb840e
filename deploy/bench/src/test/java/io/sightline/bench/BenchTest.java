package io.sightline.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BenchTest {

    private static final Path ROOT = Path.of("/checkout");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void runsEverythingAtFullSizeWhenNothingIsNamed() {
        var plan = plan();
        assertThat(plan.benchmarks()).containsExactly(Benchmark.values());
        assertThat(plan.scale()).isEqualTo(Scale.FULL);
        assertThat(plan.results()).isEqualTo(ROOT.resolve("deploy/bench/results"));
    }

    @Test
    void runsWhatIsNamedOnceAndInItsOwnOrder() {
        assertThat(plan("p1", "P4", "P1").benchmarks()).containsExactly(Benchmark.P4, Benchmark.P1);
    }

    @Test
    void keepsNoTableOfAShortRunUnlessAFolderIsNamed() {
        assertThat(plan("--short").scale()).isEqualTo(Scale.SHORT);
        assertThat(plan("--short").results()).isNull();
        assertThat(plan("--short", "--results", "kept").results()).isEqualTo(Path.of("kept"));
    }

    @Test
    void helps() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: sightline bench").contains("P1", "P4", "--short");
    }

    @Test
    void saysWrongUsageInOneLine() {
        assertThat(run("P99")).isEqualTo(2);
        assertThat(run("--long")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("sightline: ") && line.endsWith("see: sightline bench --help"));
    }

    private static Bench.Plan plan(String... arguments) {
        var bench = new Bench();
        new picocli.CommandLine(bench).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return bench.plan(ROOT);
    }

    private int run(String... arguments) {
        return Bench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
