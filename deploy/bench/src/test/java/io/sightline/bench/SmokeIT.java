package io.sightline.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs every benchmark as small as can be: nothing is lost, and each leaves its table. Its figures mean nothing. */
class SmokeIT {

    @TempDir
    private Path results;

    @Test
    void everyBenchmarkLosesNothingAndLeavesItsTable() throws Exception {
        var out = new StringWriter();
        var plan = new Bench.Plan(List.of(Benchmark.values()), Scale.TINY, results);
        assertThat(Bench.run(plan, Path.of(""), new PrintWriter(out)))
                .as(out::toString)
                .isTrue();
        for (Benchmark benchmark : Benchmark.values()) {
            assertThat(Files.readString(results.resolve(benchmark + ".md")))
                    .startsWith("# %s: %s".formatted(benchmark, benchmark.title()))
                    .contains("load average", "| ")
                    .doesNotContain("FAILED");
        }
    }
}
