package io.sightline.api.oidc;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/**
 * Checks the ID tokens of the one issuer that is configured. Its public keys are fetched when they are first needed, used for a
 * while, and fetched again for a token whose key is not among them, but not more often than is set. Thread-safe.
 */
public final class IdTokens implements AutoCloseable {

    private static final int LONGEST = 8_192;
    private static final int LONGEST_CLAIM = 255;
    private static final int KEYS_BYTES = 64 * 1024;
    private static final int THREADS = 2;
    private static final int WAITING = 64;

    /** Headers by which a token would bring, name or qualify its own key, or change what is signed. */
    private static final Set<String> REFUSED_HEADERS = Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc");

    private static final Set<String> REQUIRED = Set.of("sub", "exp", "iat", "nonce");

    /** What a token is worth. */
    public sealed interface Verdict {

        /** It is genuine, and this is its claim. */
        record Accepted(String claim) implements Verdict {}

        /** @param reason for the operator; it names no content of the token */
        record Rejected(String reason) implements Verdict {}

        /** The issuer's keys could not be had in time. */
        record Unavailable() implements Verdict {}
    }

    private final OidcSettings settings;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "id-tokens");
                thread.setDaemon(true);
                return thread;
            });

    public IdTokens(OidcSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        executor.allowCoreThreadTimeOut(true);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(settings.algorithms(), keys(settings)));
        processor.setJWTClaimsSetVerifier(claims());
    }

    private static JWKSource<SecurityContext> keys(OidcSettings settings) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        try {
            return JWKSourceBuilder.create(settings.keys().toURL(), new Unredirected(timeout, timeout, KEYS_BYTES))
                    .cache(
                            settings.cached().toMillis(),
                            settings.timeout().multipliedBy(2).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(settings.apart().toMillis())
                    .retrying(false)
                    .outageTolerant(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("The address of the issuer's keys is none", e);
        }
    }

    /** Goes nowhere but where it was told to. */
    private static final class Unredirected extends DefaultResourceRetriever {

        Unredirected(int connectMillis, int readMillis, int bytes) {
            super(connectMillis, readMillis, bytes);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims() {
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        // One that may be asked whether it holds null, as the library does.
                        new HashSet<>(Set.of(settings.clientId())),
                        new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                        REQUIRED,
                        Collections.emptySet()) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(Math.toIntExact(settings.skew().toSeconds()));
        return verifier;
    }

    /** As its tokens name it. */
    public String issuer() {
        return settings.issuer();
    }

    /** As which we are known there. */
    public String clientId() {
        return settings.clientId();
    }

    /** @param nonce that the token has to answer */
    public CompletionStage<Verdict> verify(String token, String nonce) {
        if (token.length() > LONGEST) {
            return CompletableFuture.completedStage(new Verdict.Rejected("too long"));
        }
        try {
            return CompletableFuture.supplyAsync(() -> verdict(token, nonce), executor);
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.completedStage(new Verdict.Unavailable());
        }
    }

    private Verdict verdict(String token, String nonce) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            if (!Collections.disjoint(header.getIncludedParams(), REFUSED_HEADERS)) {
                return new Verdict.Rejected("header");
            }
            return accepted(processor.process(jwt, null), nonce);
        } catch (ParseException | IllegalArgumentException e) {
            return new Verdict.Rejected("malformed");
        } catch (BadJOSEException e) {
            return new Verdict.Rejected("refused: " + e.getClass().getSimpleName());
        } catch (JOSEException e) {
            return new Verdict.Unavailable();
        }
    }

    private Verdict accepted(JWTClaimsSet claims, String nonce) throws ParseException {
        Instant latest = clock.instant().plus(settings.skew());
        if (claims.getIssueTime().toInstant().isAfter(latest)) {
            return new Verdict.Rejected("issued in the future");
        }
        if (!MessageDigest.isEqual(
                nonce.getBytes(StandardCharsets.UTF_8),
                claims.getStringClaim("nonce").getBytes(StandardCharsets.UTF_8))) {
            return new Verdict.Rejected("nonce");
        }
        String party = claims.getStringClaim("azp");
        List<String> audience = claims.getAudience();
        if (party == null ? audience.size() > 1 : !party.equals(settings.clientId())) {
            return new Verdict.Rejected("for another party");
        }
        String claim = claims.getSubject();
        if (settings.claim() == OidcSettings.Claim.EMAIL) {
            if (!Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))) {
                return new Verdict.Rejected("the e-mail address is not verified");
            }
            claim = claims.getStringClaim("email");
        }
        return claim == null || claim.isBlank() || claim.length() > LONGEST_CLAIM
                ? new Verdict.Rejected("claim")
                : new Verdict.Accepted(claim);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
