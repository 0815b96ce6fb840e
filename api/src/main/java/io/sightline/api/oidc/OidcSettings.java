package io.sightline.api.oidc;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.typesafe.config.Config;

/**
 * The one issuer whose tokens are believed; {@code sightline.admin.oidc} in the configuration.
 *
 * @param issuer as its tokens name it, character for character
 * @param clientId as which we are known there: the tokens' audience
 * @param keys where its public keys are
 * @param claim which of a token's claims is an administrator's login
 * @param algorithms with which it signs; anything else is refused, whatever a token says of itself
 * @param skew by how much its clock may be off
 * @param timeout for each of connecting and reading when keys are fetched
 * @param cached for how long keys that were fetched are used without asking again
 * @param apart how far apart fetches are at least, whatever tokens name as their key
 */
public record OidcSettings(
        String issuer,
        String clientId,
        URI keys,
        Claim claim,
        Set<JWSAlgorithm> algorithms,
        Duration skew,
        Duration timeout,
        Duration cached,
        Duration apart) {

    /** What is looked up among the administrators. */
    public enum Claim {
        /** The issuer's own id of a person. */
        SUB,
        /** The e-mail address, of those whose address the issuer has verified. */
        EMAIL
    }

    /** With public keys; a shared secret could be confused with one. */
    private static final Set<JWSAlgorithm> POSSIBLE = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** @throws IllegalArgumentException naming the setting that cannot be */
    public OidcSettings {
        algorithms = Set.copyOf(algorithms);
        require(!clientId.isEmpty(), "client-id is needed");
        require(!algorithms.isEmpty() && POSSIBLE.containsAll(algorithms), "algorithms are some of " + POSSIBLE);
        require(isSafe(URI.create(issuer)), "issuer is an https address");
        require(isSafe(keys), "keys is an https address");
        require(!skew.isNegative() && skew.compareTo(Duration.ofMinutes(2)) <= 0, "skew is two minutes at most");
        require(!timeout.isNegative() && !timeout.isZero(), "timeout is longer than nothing");
        require(cached.compareTo(timeout.multipliedBy(2)) > 0, "cached is longer than fetching may take");
        require(!apart.isNegative() && !apart.isZero() && apart.compareTo(cached) < 0, "apart is shorter than cached");
    }

    /** Empty while no issuer is named. */
    public static Optional<OidcSettings> from(Config config) {
        Config oidc = config.getConfig("sightline.admin.oidc");
        if (oidc.getString("issuer").isEmpty()) {
            return Optional.empty();
        }
        Set<JWSAlgorithm> algorithms = new HashSet<>();
        oidc.getStringList("algorithms").forEach(name -> algorithms.add(JWSAlgorithm.parse(name)));
        return Optional.of(new OidcSettings(
                oidc.getString("issuer"),
                oidc.getString("client-id"),
                URI.create(oidc.getString("keys")),
                oidc.getEnum(Claim.class, "claim"),
                algorithms,
                oidc.getDuration("skew"),
                oidc.getDuration("timeout"),
                oidc.getDuration("cached"),
                oidc.getDuration("apart")));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("sightline.admin.oidc: " + what);
        }
    }

    /** Encrypted, or within this machine. */
    private static boolean isSafe(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getHost() == null) {
            return false;
        }
        return scheme.equals("https") || (scheme.equals("http") && isLoopback(address.getHost()));
    }

    private static boolean isLoopback(String host) {
        if (!host.equals("localhost") && !host.startsWith("127.") && !host.equals("[::1]")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
