package io.sightline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the protocol's simulator. */
@Command(
        name = "simulate",
        description = "Runs the synchronisation protocol through random schedules of faults and checks its invariants.",
        mixinStandardHelpOptions = true,
        customSynopsis = "sightline simulate [OPTIONS]",
        footer = "Example: sightline simulate --seeds 1000")
final class Simulate implements Callable<Integer> {

    /** Handed on as they are; picocli adds to it. */
    @Unmatched
    private final List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        return Program.SIMULATOR.run(options);
    }
}
