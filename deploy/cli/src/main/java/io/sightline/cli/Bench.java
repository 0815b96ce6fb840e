package io.sightline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the benchmarks. */
@Command(
        name = "bench",
        description = {
            "Measures a real node on a real Cassandra against peers on this machine: P1 fan-out, P2 revocation, P3 memory of a"
                    + " session, P4 commands, P5 reconnects, P6 searches, P7 bursts, P8 lists, P9 soak. Prints tables and writes them to deploy/bench/results."
        },
        mixinStandardHelpOptions = true,
        customSynopsis = "sightline bench [--short] [--results DIR] [BENCHMARK...]",
        footer = {"", "--short takes some minutes and keeps no tables.", "Example: sightline bench P1 P4"})
final class Bench implements Callable<Integer> {

    /** Handed on as they are; picocli adds to it. */
    @Unmatched
    private final List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        return Program.BENCH.run(options);
    }
}
