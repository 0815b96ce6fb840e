package io.sightline.node;

import java.io.PrintStream;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.sightline.persistence.UnsafeStorageException;

/** Starts one node from the configuration that {@code -Dconfig.file} names, and says where it can be reached. */
public final class Main {

    private Main() {}

    /** Ends with status 1 and one line on standard error when the node cannot start. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        try {
            Node node = Node.start(ConfigFactory.load());
            node.firstKey().ifPresent(key -> out.println("admin key: " + key));
            out.println("admin plane: http://127.0.0.1:" + node.adminPort());
            out.println("client plane: http://127.0.0.1:" + node.clientPort());
            out.println("ready");
            out.flush();
        } catch (StartException | UnsafeStorageException | ConfigException refused) {
            System.err.println("sightline: " + refused.getMessage());
            System.exit(1);
        }
    }
}
