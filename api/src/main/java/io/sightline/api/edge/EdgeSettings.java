package io.sightline.api.edge;

import java.time.Duration;
import java.util.Set;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sightline.api.signin.ThrottleSettings;

/**
 * How the client plane is reached and what it bears; {@code sightline.client-plane} in the configuration.
 *
 * @param port 0 for any free one
 * @param eventLoops threads that serve connections, at least 1
 * @param allowedOrigins compared with a browser's {@code Origin} character by character
 * @param maxConnections at once, in all
 * @param maxConnectionsPerAddress at once, from one IPv4 address or one IPv6 /64
 * @param requestDeadline in which a connection has to bring a whole request, from its start or from the last answer on
 * @param headerBytes the longest request line and headers together
 * @param bodyBytes the longest body of a request
 * @param closing how long a closed socket's last words may take to leave
 * @param tokenLifetime after which a token is no longer good
 * @param signInLifetime after which a password has to be given again, however often tokens were renewed
 */
public record EdgeSettings(
        String host,
        int port,
        int eventLoops,
        Set<String> allowedOrigins,
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration requestDeadline,
        int headerBytes,
        int bodyBytes,
        Duration closing,
        Duration tokenLifetime,
        Duration signInLifetime,
        ThrottleSettings throttle) {

    private static final String ROOT = "sightline.client-plane";

    public EdgeSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** @throws ConfigException naming the setting that is missing or out of range */
    public static EdgeSettings from(Config root) {
        Config config = root.getConfig(ROOT);
        int port = config.getInt("port");
        if (port < 0 || port > 65_535) {
            throw fault(config, "port", "is not 0 to 65535");
        }
        int loops = config.getInt("event-loops");
        if (loops < 0) {
            throw fault(config, "event-loops", "is negative");
        }
        return new EdgeSettings(
                config.getString("host"),
                port,
                loops == 0 ? Runtime.getRuntime().availableProcessors() : loops,
                origins(config),
                positive(config, "max-connections"),
                positive(config, "max-connections-per-address"),
                positiveDuration(config, "request-deadline"),
                positiveBytes(config, "request-header-size"),
                positiveBytes(config, "request-body-size"),
                positiveDuration(config, "closing"),
                positiveDuration(config, "token-lifetime"),
                positiveDuration(config, "sign-in-lifetime"),
                ThrottleSettings.from(config.getConfig("sign-in")));
    }

    private static Set<String> origins(Config config) {
        Set<String> origins = Set.copyOf(config.getStringList("allowed-origins"));
        for (String origin : origins) {
            if (!origin.matches("https?://[^/?#@\\s*]+")) {
                throw fault(config, "allowed-origins", "holds something other than scheme://host[:port]: " + origin);
            }
        }
        return origins;
    }

    private static int positive(Config config, String path) {
        int value = config.getInt(path);
        if (value < 1) {
            throw fault(config, path, "is not positive");
        }
        return value;
    }

    private static int positiveBytes(Config config, String path) {
        long value = config.getBytes(path);
        if (value < 1 || value > 1 << 20) {
            throw fault(config, path, "is not 1 byte to 1 MiB");
        }
        return (int) value;
    }

    private static Duration positiveDuration(Config config, String path) {
        Duration value = config.getDuration(path);
        if (value.isNegative() || value.isZero()) {
            throw fault(config, path, "is not positive");
        }
        return value;
    }

    private static ConfigException fault(Config config, String path, String what) {
        return new ConfigException.BadValue(config.origin(), ROOT + " … " + path, path + " " + what);
    }
}
