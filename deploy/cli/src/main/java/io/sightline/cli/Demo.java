package io.sightline.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import io.sightline.cli.demo.LiveDemo;
import io.sightline.cli.demo.OnceDemo;
import io.sightline.cli.installation.Checkout;
import io.sightline.cli.installation.Home;
import io.sightline.cli.installation.Installation;
import io.sightline.cli.terminal.Screen;
import io.sightline.cli.town.Size;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a whole town. */
@Command(
        name = "demo",
        description = {
            "Starts everything, imports a town of 2,000 invented people, and shows three clients of one of them while things"
                    + " change. Ctrl-C stops what it started; its data stays below the home, in demo."
        },
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {

    @Option(
            names = "--once",
            description = {
                "no terminal, a temporary home: every change once, then every environment of every user compared"
                        + " with the server; exit code 0 when all agree, else 1"
            })
    private boolean once;

    @Option(names = "--small", hidden = true, description = "with --once: a hamlet instead of the town")
    private boolean small;

    @Override
    public Integer call() throws IOException {
        if (once) {
            var screen = new Screen(System.out, false);
            return new OnceDemo(screen, small ? Size.HAMLET : Size.TOWN).run() ? 0 : 1;
        }
        var screen = Screen.ofTerminal();
        var home = Home.ofUser().below("demo");
        new LiveDemo(new Installation(home, Checkout.ofProperty(), line -> screen.say("  " + line)), screen).run();
        return 0;
    }
}
