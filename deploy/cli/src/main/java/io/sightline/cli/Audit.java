package io.sightline.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

/** What can be done with the audit beside reading it over HTTP. */
@Command(
        name = "audit",
        description = "Looks after the audit: who changed what.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = Audit.Verify.class)
final class Audit {

    /** Reads all of it. */
    @Command(
            name = "verify",
            description = {
                "Reads the whole audit and says of each chain of records whether one was changed, dropped or put in.",
                "Exit code 0 when all are whole, else 1. Keep a chain's last hash elsewhere: later runs must still know it."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        @Override
        public Integer call() {
            var home = Serving.now().home();
            return Program.AUDIT.run(List.of("-Dconfig.file=" + home.nodeConfiguration()), List.of());
        }
    }
}
