package io.sightline.api.edge;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.node.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Short-lived client tokens: JWTs under HMAC-SHA-256 and one key, bound to user, environment, installation and the user's
 * credentials number. Only the exact header that {@link #issue} writes is accepted, so there is no algorithm, key id or
 * address of a key for a forger to choose. Checking asks nobody and waits for nothing. Thread-safe.
 */
public final class SignedTokens implements Tokens {

    static final JOSEObjectType TYPE = new JOSEObjectType("sightline-client+jwt");
    static final String ISSUER = "sightline";
    static final String AUDIENCE = "sightline-client-plane";
    static final String ENVIRONMENT = "env";
    static final String INSTALLATION = "inst";
    static final String CREDENTIALS = "cred";
    /** Who acts for the subject: an object with the acting's id. */
    static final String ACT = "act";

    static final String ACTING = "id";
    /** When the password was given, in seconds since 1970; a renewed token has that of the first. */
    static final String SINCE = "auth_time";

    private static final int LONGEST = 2_048;
    private static final Set<String> HEADER = Set.of("alg", "typ");
    private static final Set<String> ENVIRONMENTS = Set.of("desktop", "web", "mobile");
    /** By how much the clock of the node that issued a token may be ahead. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Duration lifetime;
    private final Duration renewable;
    private final ActingWatch watch;

    /** A good token that may still be exchanged for a later one. */
    record Renewable(Verified token, long sinceMillis) {}

    /** @param text for {@code Authorization: Bearer} and {@code hello.token}; never to be logged */
    public record Issued(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[until " + expiresAt + "]";
        }
    }

    /**
     * Tokens under one key.
     *
     * @param key 32 bytes or more, used for nothing else
     * @param renewable for how long after the password was given tokens are renewed without it
     * @param watch knows which actings go on
     */
    public SignedTokens(byte[] key, Duration lifetime, Duration renewable, ActingWatch watch) {
        try {
            signer = new MACSigner(key);
            verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("A key of tokens has at least 32 bytes", e);
        }
        this.lifetime = lifetime;
        this.renewable = renewable;
        this.watch = watch;
    }

    /**
     * Issues a token for a password that was given now.
     *
     * @param environment {@code desktop}, {@code web} or {@code mobile}
     * @param credentials the number in the user's manifest
     */
    public Issued issue(
            UserId user, String environment, InstallationId installation, long credentials, long nowMillis) {
        Instant end = Instant.ofEpochSecond(nowMillis / 1_000).plus(lifetime);
        return issue(claims(user, environment, installation, credentials, nowMillis, end)
                .claim(SINCE, nowMillis / 1_000));
    }

    /** Issues a token for an administrator who acts for the user: good no longer than that goes on, and never renewed. */
    Issued issue(
            ActingSignIn.Acting acting,
            String environment,
            InstallationId installation,
            long credentials,
            long nowMillis) {
        Instant end = Instant.ofEpochSecond(nowMillis / 1_000).plus(lifetime);
        Instant until = Instant.ofEpochSecond(acting.until().getEpochSecond());
        return issue(claims(
                        acting.user(),
                        environment,
                        installation,
                        credentials,
                        nowMillis,
                        until.isBefore(end) ? until : end)
                .claim(ACT, Map.of(ACTING, acting.id())));
    }

    /** The same as the token to be renewed, for as long as tokens last. */
    Issued renew(Renewable held, long nowMillis) {
        Verified token = held.token();
        Instant end = Instant.ofEpochSecond(nowMillis / 1_000).plus(lifetime);
        return issue(claims(
                        token.user(),
                        token.environment(),
                        new InstallationId(token.installation()),
                        token.credentials(),
                        nowMillis,
                        end)
                .claim(SINCE, held.sinceMillis() / 1_000));
    }

    private static JWTClaimsSet.Builder claims(
            UserId user,
            String environment,
            InstallationId installation,
            long credentials,
            long nowMillis,
            Instant expiresAt) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(user.value())
                .issueTime(Date.from(Instant.ofEpochSecond(nowMillis / 1_000)))
                .expirationTime(Date.from(expiresAt))
                .claim(ENVIRONMENT, environment)
                .claim(INSTALLATION, installation.value())
                .claim(CREDENTIALS, credentials);
    }

    private Issued issue(JWTClaimsSet.Builder content) {
        JWTClaimsSet claims = content.build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(), claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
        return new Issued(jwt.serialize(), claims.getExpirationTime().toInstant());
    }

    @Override
    public Verdict verify(String token, long nowMillis) {
        if (token.length() > LONGEST) {
            return new Rejected("too long");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String fault = fault(jwt.getHeader());
            if (fault != null) {
                return new Rejected(fault);
            }
            if (!jwt.verify(verifier)) {
                return new Rejected("signature");
            }
            return verified(jwt.getJWTClaimsSet(), nowMillis);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return new Rejected("malformed");
        }
    }

    @Override
    public boolean stands(Verified who) {
        return who.acting() == null || watch.stands(who.acting());
    }

    /** What may be renewed of a token, if it is good and the password was not given too long ago. */
    Optional<Renewable> renewable(String token, long nowMillis) {
        if (!(verify(token, nowMillis) instanceof Verified verified)) {
            return Optional.empty();
        }
        try {
            Long since = SignedJWT.parse(token).getJWTClaimsSet().getLongClaim(SINCE);
            return Optional.ofNullable(since)
                    .map(seconds -> new Renewable(verified, seconds * 1_000))
                    .filter(each -> nowMillis - each.sinceMillis() < renewable.toMillis());
        } catch (ParseException e) {
            throw new IllegalStateException("A token of ours has been read a moment ago", e);
        }
    }

    private static @Nullable String fault(JWSHeader header) {
        if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())) {
            return "algorithm";
        }
        if (!TYPE.equals(header.getType())) {
            return "type";
        }
        return header.getIncludedParams().equals(HEADER) ? null : "header";
    }

    private Verdict verified(JWTClaimsSet claims, long nowMillis) throws ParseException {
        if (!ISSUER.equals(claims.getIssuer())) {
            return new Rejected("issuer");
        }
        if (!List.of(AUDIENCE).equals(claims.getAudience())) {
            return new Rejected("audience");
        }
        if (claims.getIssueTime() == null || claims.getExpirationTime() == null || claims.getNotBeforeTime() != null) {
            return new Rejected("times");
        }
        long issued = claims.getIssueTime().toInstant().toEpochMilli();
        long expires = claims.getExpirationTime().toInstant().toEpochMilli();
        if (nowMillis >= expires) {
            return new Rejected("expired");
        }
        if (issued - nowMillis > SKEW.toMillis() || expires - issued > lifetime.toMillis()) {
            return new Rejected("times");
        }
        String user = claims.getSubject();
        String environment = claims.getStringClaim(ENVIRONMENT);
        String installation = claims.getStringClaim(INSTALLATION);
        Long credentials = claims.getLongClaim(CREDENTIALS);
        if (user == null || environment == null || installation == null || credentials == null) {
            return new Rejected("claims");
        }
        if (!ENVIRONMENTS.contains(environment)) {
            return new Rejected("environment");
        }
        String acting = acting(claims);
        if (acting != null && !watch.stands(acting)) {
            return new Rejected("acting");
        }
        return new Verified(
                new UserId(user), environment, new InstallationId(installation).value(), credentials, expires, acting);
    }

    /** Under which acting a token was issued; null for a user's own. */
    private static @Nullable String acting(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> act = claims.getJSONObjectClaim(ACT);
        if (act == null) {
            return null;
        }
        if (act.get(ACTING) instanceof String id) {
            return id;
        }
        throw new ParseException("No acting is named", 0);
    }
}
