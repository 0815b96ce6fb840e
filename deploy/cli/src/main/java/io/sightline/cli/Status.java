package io.sightline.cli;

import java.util.List;
import java.util.concurrent.Callable;

import io.sightline.cli.installation.Checkout;
import io.sightline.cli.installation.Home;
import io.sightline.cli.installation.Installation;
import io.sightline.cli.installation.State;
import io.sightline.cli.terminal.Table;
import picocli.CommandLine.Command;

/** Tells what runs. */
@Command(
        name = "status",
        description = "Tells what runs and where. Exit code 0 when the node is ready, else 1.",
        mixinStandardHelpOptions = true)
final class Status implements Callable<Integer> {

    @Override
    public Integer call() {
        var home = Home.ofUser();
        var state = new Installation(home, Checkout.ofProperty(), line -> {}).state();
        System.out.println("Sightline in " + home.folder());
        lines(state).forEach(System.out::println);
        return state.ready() ? 0 : 1;
    }

    static List<String> lines(State state) {
        var table = new Table(12, 10, 54);
        var cql = state.cql();
        var ports = state.ports();
        if (state.cassandraPid() == null || cql == null) {
            table.row("Cassandra", "stopped");
        } else {
            table.row(
                    "Cassandra",
                    "running",
                    "process %d, CQL on 127.0.0.1:%d".formatted(state.cassandraPid(), cql.getPort()));
        }
        if (state.nodePid() == null || ports == null) {
            table.row("node", "stopped", state.nothingRuns() ? "start with: sightline up" : "");
        } else {
            table.row(
                    "node",
                    state.ready() ? "ready" : "not ready",
                    "process %d, admin port %d, client port %d"
                            .formatted(state.nodePid(), ports.admin(), ports.client()));
        }
        return table.lines();
    }
}
