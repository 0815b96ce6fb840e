package io.sightline.cli;

import java.net.URI;
import java.util.concurrent.Callable;

import io.sightline.cli.demo.Clients;
import io.sightline.cli.demo.Follower;
import io.sightline.cli.terminal.Complaint;
import io.sightline.cli.terminal.Screen;
import io.sightline.client.wire.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows what one environment of one user shows. */
@Command(
        name = "client",
        description = "Signs in as a user and shows what one environment of theirs holds, live, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class Client implements Callable<Integer> {

    @Option(names = "--user", required = true, paramLabel = "LOGIN", description = "the user's login")
    private String login = "";

    @Option(
            names = "--environment",
            defaultValue = "desktop",
            description = "one of: desktop, web, mobile (default: ${DEFAULT-VALUE})")
    private Environment environment = Environment.DESKTOP;

    @Option(
            names = "--password",
            arity = "0..1",
            interactive = true,
            paramLabel = "PASSWORD",
            description = "asked for when not given; better given in the variable SIGHTLINE_PASSWORD")
    private char[] password = {};

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the client plane; default: that of this machine's node")
    private URI server = URI.create("");

    @Override
    public Integer call() {
        var address = server.toString().isEmpty()
                ? URI.create("http://127.0.0.1:" + Serving.now().ports().client())
                : server;
        try (var clients = new Clients(address);
                var follower = new Follower(clients, environment, login, secret(), Screen.ofTerminal())) {
            return follower.follow();
        }
    }

    @SuppressWarnings("SystemConsoleNull")
    private String secret() {
        if (password.length > 0) {
            return new String(password);
        }
        var given = System.getenv("SIGHTLINE_PASSWORD");
        if (given != null) {
            return given;
        }
        var console = System.console();
        var typed = console == null ? null : console.readPassword("Password of %s: ", login);
        if (typed == null) {
            throw new Complaint("no password: set SIGHTLINE_PASSWORD or run in a terminal");
        }
        return new String(typed);
    }
}
