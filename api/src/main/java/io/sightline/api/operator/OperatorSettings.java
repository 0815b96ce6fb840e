package io.sightline.api.operator;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/**
 * Where the operator's billing is and how long it is waited for; {@code sightline.operator-billing} in the configuration.
 *
 * @param token is sent as bearer token; empty to send none
 * @param timeout for one attempt, with its body
 * @param attempts the most for one question
 * @param backoff the longest wait before the second attempt, doubled before each further one
 * @param responseBytes a longer answer is none
 */
public record OperatorSettings(
        URI url, String token, Duration timeout, int attempts, Duration backoff, int responseBytes) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Empty where there is no operator's billing.
     *
     * @throws ConfigException when a value is out of range, or the token would travel in the clear
     */
    public static Optional<OperatorSettings> from(Config config) {
        Config operator = config.getConfig("sightline.operator-billing");
        String url = operator.getString("url");
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(new OperatorSettings(
                        address(url),
                        operator.getString("token"),
                        atLeast(operator, "timeout", Duration.ofMillis(1)),
                        between(operator, "attempts", 10),
                        atLeast(operator, "backoff", Duration.ZERO),
                        between(operator, "response-bytes", 16 * 1_024 * 1_024)));
    }

    private static URI address(String url) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException.BadValue("sightline.operator-billing.url", "is no address", wrong);
        }
        String host = address.getHost();
        boolean plain = "http".equals(address.getScheme()) && host != null && LOOPBACK.contains(host);
        if (host == null || address.getUserInfo() != null || !(plain || "https".equals(address.getScheme()))) {
            throw new ConfigException.BadValue(
                    "sightline.operator-billing.url",
                    "is an https address, or http on this machine, without a password");
        }
        return address;
    }

    private static Duration atLeast(Config config, String path, Duration least) {
        Duration value = config.getDuration(path);
        if (value.compareTo(least) < 0) {
            throw new ConfigException.BadValue("sightline.operator-billing." + path, "is at least " + least);
        }
        return value;
    }

    private static int between(Config config, String path, int most) {
        int value = config.getInt(path);
        if (value < 1 || value > most) {
            throw new ConfigException.BadValue("sightline.operator-billing." + path, "is 1 to " + most);
        }
        return value;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
