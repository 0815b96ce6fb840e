package io.sightline.cli.installation;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.TextNode;

/**
 * What the node of a home is told at its start.
 *
 * @param heapMegabytes the largest heap of its JVM
 * @param invented whether its people are invented and come all at once from this machine: their passwords are printed
 *     anyway, so a hash of one may cost next to nothing, and nobody has to be slowed down
 */
public record NodeSettings(int heapMegabytes, boolean invented) {

    public static final NodeSettings USUAL = new NodeSettings(1_024, false);

    public static final NodeSettings DEMO = new NodeSettings(1_024, true);

    private static final String FOR_INVENTED_PEOPLE = """
              passwords { memory-kib = 64, iterations = 1 }
              client-plane {
                max-connections-per-address = 10000
                sign-in { network-burst = 100000, network-per-minute = 100000 }
              }
            """;

    /** The file that is laid over the node's own configuration. */
    String configuration(Home home, Ports ports, int cassandraPort, String username, Path passwordFile) {
        return """
                # Written by each start of this home; changes are lost. Ports are in ports.properties.
                include classpath("application.conf")
                sightline {
                  home = %s
                  admin.port = %d
                  client-plane.port = %d
                  activation.links-at = "http://127.0.0.1:%d"
                  billing.csa-directory = %s
                  cassandra {
                    contact-point = "127.0.0.1:%d"
                    datacenter = "datacenter1"
                    username = %s
                    password-file = %s
                  }
                %s}
                """.formatted(
                        quoted(home.folder()),
                        ports.admin(),
                        ports.client(),
                        ports.client(),
                        quoted(home.directory()),
                        cassandraPort,
                        TextNode.valueOf(username),
                        quoted(passwordFile),
                        invented ? FOR_INVENTED_PEOPLE : "");
    }

    private static String quoted(Path path) {
        return TextNode.valueOf(path.toString()).toString();
    }
}
