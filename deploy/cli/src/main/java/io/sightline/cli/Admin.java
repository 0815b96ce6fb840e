package io.sightline.cli;

import java.security.SecureRandom;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sightline.cli.admin.AdminApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The people who work with the admin plane. */
@Command(
        name = "admin",
        description = "Looks after administrators; everything else about them is done over HTTP.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = Admin.Create.class)
final class Admin {

    /** Makes one who may do everything, for the first time or when nobody can sign in any more. */
    @Command(
            name = "create",
            description = {
                "Makes an administrator with every right, with the key of the home. The password is shown once and has to be changed",
                "at the first sign-in."
            },
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        private static final int LENGTH = 20;

        @Parameters(paramLabel = "LOGIN", description = "what the administrator signs in with")
        private String login = "";

        @Option(names = "--name", paramLabel = "NAME", description = "the full name; the login unless given")
        private String name = "";

        @Override
        public Integer call() {
            var serving = Serving.now();
            var password = password();
            var body = JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name.isBlank() ? login : name)
                    .put("login", login)
                    .put("password", password);
            body.putArray("permissions").add("*");
            AdminApi.of(serving.home(), serving.ports()).require("POST", "/api/v1/administrators", body);
            System.out.printf("Administrator %s, password %s   shown this once%n", login, password);
            return 0;
        }

        private static String password() {
            var random = new SecureRandom();
            var text = new StringBuilder();
            for (int i = 0; i < LENGTH; i++) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            return text.toString();
        }
    }
}
