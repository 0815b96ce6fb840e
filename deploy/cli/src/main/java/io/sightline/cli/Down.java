package io.sightline.cli;

import java.util.concurrent.Callable;

import io.sightline.cli.installation.Checkout;
import io.sightline.cli.installation.Home;
import io.sightline.cli.installation.Installation;
import picocli.CommandLine.Command;

/** Stops what {@code up} started. */
@Command(
        name = "down",
        description = "Stops the node, then Cassandra. The data stays.",
        mixinStandardHelpOptions = true)
final class Down implements Callable<Integer> {

    @Override
    public Integer call() {
        var installation =
                new Installation(Home.ofUser(), Checkout.ofProperty(), line -> System.out.println("  " + line));
        if (installation.state().nothingRuns()) {
            System.out.println("Nothing runs.");
            return 0;
        }
        installation.down();
        System.out.println("Stopped.");
        return 0;
    }
}
