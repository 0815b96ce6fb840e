package io.sightline.cli.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

import io.sightline.cli.terminal.Complaint;

/**
 * Where the node listens on loopback: chosen once for a home, kept in its file, and for its owner to change there.
 *
 * @param admin the admin API
 * @param client the client plane
 */
public record Ports(int admin, int client) {

    /** The ports that are taken when they are free. */
    static final Ports USUAL = new Ports(8080, 8081);

    private static final String ADMIN = "admin.port";
    private static final String CLIENT = "client.port";
    // Below the range from which the kernel serves outgoing connections.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    /** Where administrators meet Sightline. */
    public String console() {
        return "http://127.0.0.1:%d/console/".formatted(admin);
    }

    /** Where users meet it. */
    public String webClient() {
        return "http://127.0.0.1:%d/client/".formatted(client);
    }

    /**
     * The ports of a home, chosen now if this is its first start.
     *
     * @throws Complaint if a port of the file is in use or is no port
     */
    static Ports of(Home home) {
        var file = home.ports();
        if (!Files.exists(file)) {
            int admin = free(USUAL.admin) ? USUAL.admin : anyFree(0);
            int client = free(USUAL.client) ? USUAL.client : anyFree(admin);
            var chosen = new Ports(admin, client);
            chosen.write(home);
            return chosen;
        }
        var ports = read(home);
        for (int port : new int[] {ports.admin, ports.client}) {
            if (!free(port)) {
                throw new Complaint(
                        "port %d is in use: stop what listens there, or change it in %s".formatted(port, file));
            }
        }
        return ports;
    }

    /** The ports in the home's file. */
    static Ports read(Home home) {
        var lines = new Properties();
        try (var reader = Files.newBufferedReader(home.ports())) {
            lines.load(reader);
            return new Ports(port(lines, ADMIN), port(lines, CLIENT));
        } catch (IOException | NumberFormatException e) {
            throw new Complaint(
                    "%s must hold %s and %s, each 1 to 65535: correct it or delete it"
                            .formatted(home.ports(), ADMIN, CLIENT),
                    e);
        }
    }

    private void write(Home home) {
        try {
            Files.writeString(home.ports(), "%s=%d%n%s=%d%n".formatted(ADMIN, admin, CLIENT, client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(Properties lines, String name) {
        int port = Integer.parseInt(lines.getProperty(name, ""));
        if (port < 1 || port > 65_535) {
            throw new NumberFormatException(name);
        }
        return port;
    }

    private static int anyFree(int except) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (port != except && free(port)) {
                return port;
            }
        }
        throw new Complaint("no free port between %d and %d: name some in ports.properties".formatted(LOWEST, HIGHEST));
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
