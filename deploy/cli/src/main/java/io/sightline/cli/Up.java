package io.sightline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.sightline.cli.demo.TownUp;
import io.sightline.cli.installation.Checkout;
import io.sightline.cli.installation.Home;
import io.sightline.cli.installation.Installation;
import io.sightline.cli.installation.NodeSettings;
import io.sightline.cli.installation.Ports;
import io.sightline.cli.terminal.Complaint;
import io.sightline.cli.terminal.Screen;
import io.sightline.cli.town.Size;
import io.sightline.cli.town.Town;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts Cassandra and a node and leaves them running. */
@Command(
        name = "up",
        description = "Starts Cassandra and a node, and leaves both running. Finds the data of an earlier start.",
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {

    @Option(
            names = "--town",
            description = {
                "with the demo's town in it, imported once. Its people are invented: their passwords cost little to check, and"
                        + " sign-ins are not slowed down"
            })
    private boolean town;

    @Option(names = "--hamlet", description = "the same with a small town")
    private boolean hamlet;

    @Override
    public Integer call() throws IOException {
        var screen = new Screen(System.out, false);
        var installation = new Installation(Home.ofUser(), Checkout.ofProperty(), line -> screen.say("  " + line));
        var serving = installation.state().serving();
        if (serving.isPresent() && !town && !hamlet) {
            System.out.println("Sightline is already running.");
            show(installation.home(), serving.get());
            return 0;
        }
        System.out.printf("Starting Sightline in %s%n", installation.home().folder());
        var known = Files.exists(installation.home().adminKey());
        if (town || hamlet) {
            show(installation.home(), TownUp.start(installation, screen, size()));
            var guide = Town.of(Town.SEED, size()).guide();
            System.out.printf("Somebody      login %s, password %s%n", guide.login(), guide.password());
        } else {
            show(installation.home(), installation.up(NodeSettings.USUAL));
        }
        if (!known && Files.exists(installation.home().adminKey())) {
            System.out.printf(
                    "Admin key     %s   shown this once%n",
                    secret(installation.home().adminKey()));
            if (Files.exists(installation.home().adminPassword())) {
                System.out.printf(
                        "Administrator admin, password %s   shown this once%n",
                        secret(installation.home().adminPassword()));
            }
        }
        return 0;
    }

    private Size size() {
        return hamlet ? Size.HAMLET : Size.TOWN;
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Complaint("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void show(Home home, Ports ports) {
        System.out.printf("Console       %s%n", ports.console());
        System.out.printf("Web client    %s%n", ports.webClient());
        System.out.printf("Admin API     http://127.0.0.1:%d/api/v1/   key in %s%n", ports.admin(), home.adminKey());
        System.out.printf("Client plane  ws://127.0.0.1:%d/v1/sync%n", ports.client());
        System.out.printf("Log           %s%n", home.nodeLog());
        System.out.println("Next: sightline status, sightline import FILE, sightline down");
    }
}
