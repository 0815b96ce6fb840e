package io.sightline.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the benchmarks. */
@Command(
        name = "bench",
        description = "Measures the figures of the performance page against their peers in the same run.",
        mixinStandardHelpOptions = true,
        customSynopsis = "sightline bench [OPTIONS]",
        footer = "Example: sightline bench")
final class Bench implements Callable<Integer> {

    /** Handed on as they are. */
    @Unmatched
    private List<String> options = List.of();

    @Override
    public Integer call() {
        return Program.BENCH.run(options);
    }
}
