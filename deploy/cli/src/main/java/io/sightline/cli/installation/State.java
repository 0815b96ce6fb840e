package io.sightline.cli.installation;

import java.net.InetSocketAddress;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What runs in a home at one moment.
 *
 * @param cassandraPid its process, null when it does not run
 * @param cql where it listens, null when it does not run
 * @param nodePid its process, null when it does not run
 * @param ports where the node listens, null before the first start
 * @param ready whether the node answers that it is
 */
public record State(
        @Nullable Long cassandraPid,
        @Nullable InetSocketAddress cql,
        @Nullable Long nodePid,
        @Nullable Ports ports,
        boolean ready) {

    /** The ports of a node that is ready. */
    public Optional<Ports> serving() {
        return ready ? Optional.ofNullable(ports) : Optional.empty();
    }

    public boolean nothingRuns() {
        return cassandraPid == null && nodePid == null;
    }
}
