package io.sightline.cassandra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The two ports of a node, on loopback. */
record Ports(int cql, int storage) {

    // Below the range from which the kernel takes the ports of outgoing connections: a client that tries again and
    // again
    // while the node is down would otherwise one day be given the node's own port, and talk to itself.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    /**
     * Chooses the ports of a start.
     *
     * @throws LocalCassandraException if a port that was asked for is in use
     */
    static Ports choose(LocalCassandraSettings settings, Optional<Ports> before) {
        var cql = choose(settings.nativePort(), before.map(Ports::cql).orElse(0), 0);
        var storage = choose(settings.storagePort(), before.map(Ports::storage).orElse(0), cql);
        return new Ports(cql, storage);
    }

    InetSocketAddress contactPoint() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), cql);
    }

    private static int choose(int wanted, int before, int taken) {
        if (wanted != 0) {
            if (wanted == taken || !free(wanted)) {
                throw new LocalCassandraException(
                        "Port %d is in use: stop what listens there, or choose another".formatted(wanted));
            }
            return wanted;
        }
        if (before != 0 && before != taken && free(before)) {
            return before;
        }
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (port != taken && free(port)) {
                return port;
            }
        }
        throw new LocalCassandraException("No free port between %d and %d: name one".formatted(LOWEST, HIGHEST));
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
