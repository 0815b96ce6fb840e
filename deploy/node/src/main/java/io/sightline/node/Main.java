package io.sightline.node;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.sightline.persistence.UnsafeStorageException;

/** Starts one node from the configuration that {@code -Dconfig.file} names, and says where it can be reached. */
public final class Main {

    private static final String POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private Main() {}

    /** Ends with status 1 and one line on standard error when the node cannot start. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        shareThreads();
        try {
            Node node = Node.start(ConfigFactory.load());
            announce(out, node.firstKey(), node.adminPort(), node.clientPort());
        } catch (StartException | UnsafeStorageException | ConfigException refused) {
            System.err.println("sightline: " + refused.getMessage());
            System.exit(1);
        }
    }

    /**
     * On two processors Java gives the pool that all completion stages share one thread, and then starts a thread of its own for each
     * stage instead of using it.
     */
    private static void shareThreads() {
        if (System.getProperty(POOL) == null && Runtime.getRuntime().availableProcessors() <= 2) {
            System.setProperty(POOL, "2");
        }
    }

    /** What this prints ends in a log, so it says where a key is and never which. */
    static void announce(PrintStream out, Optional<Path> firstKey, int adminPort, int clientPort) {
        firstKey.ifPresent(file -> out.println("admin key: in " + file));
        out.println("admin plane: http://127.0.0.1:" + adminPort);
        out.println("client plane: http://127.0.0.1:" + clientPort);
        out.println("ready");
        out.flush();
    }
}
