package io.sightline.api.oidc;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sightline.api.oidc.IdTokens.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Tokens of an issuer that is really there, and of those who would like to be it. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String NONCE = "the-nonce-that-was-given";

    private Issuer issuer;
    private IdTokens tokens;

    @BeforeAll
    void start() {
        issuer = new Issuer();
        tokens = new IdTokens(settings(issuer, OidcSettings.Claim.SUB, Duration.ofMillis(1)), () -> NOW);
    }

    @AfterAll
    void stop() {
        tokens.close();
        issuer.close();
    }

    @AfterEach
    void healthy() {
        issuer.answerWith(200);
    }

    private static OidcSettings settings(Issuer issuer, OidcSettings.Claim claim, Duration apart) {
        return new OidcSettings(
                issuer.address(),
                Issuer.CLIENT,
                issuer.keys(),
                claim,
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
                Duration.ofSeconds(60),
                Duration.ofMillis(700),
                Duration.ofMinutes(10),
                apart);
    }

    private static Verdict verdict(IdTokens tokens, String token) {
        return tokens.verify(token, NONCE)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims(NOW, "ann", NONCE);
    }

    private String signed(JWTClaimsSet.Builder claims) {
        return issuer.rsa(claims.build(), header -> header);
    }

    @Test
    void believesTheIssuer() {
        assertThat(verdict(tokens, signed(claims()))).isEqualTo(new Verdict.Accepted("ann"));
        assertThat(verdict(tokens, issuer.ec(claims().build()))).isEqualTo(new Verdict.Accepted("ann"));
    }

    @Test
    void bearsAClockThatIsALittleOff() {
        assertThat(verdict(tokens, signed(claims().issueTime(Date.from(NOW.plusSeconds(59))))))
                .isEqualTo(new Verdict.Accepted("ann"));
        assertThat(verdict(tokens, signed(claims().expirationTime(Date.from(NOW.minusSeconds(59))))))
                .isEqualTo(new Verdict.Accepted("ann"));
    }

    @Test
    void takesTheAddressInsteadIfToldTo() {
        try (IdTokens byAddress =
                new IdTokens(settings(issuer, OidcSettings.Claim.EMAIL, Duration.ofMillis(1)), () -> NOW)) {
            assertThat(verdict(byAddress, signed(claims()))).isEqualTo(new Verdict.Accepted("ann@example.org"));
            for (JWTClaimsSet.Builder forged : List.of(
                    claims().claim("email_verified", false),
                    claims().claim("email_verified", null),
                    claims().claim("email", null),
                    claims().claim("email", " "),
                    claims().claim("email", "x".repeat(300)))) {
                assertThat(verdict(byAddress, signed(forged))).isInstanceOf(Verdict.Rejected.class);
            }
            assertThat(verdict(byAddress, signed(claims().claim("email_verified", "true"))))
                    .isInstanceOf(Verdict.Rejected.class);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A token with the header and claims given, signed by nobody. */
    private String unsigned(String header) {
        return base64(header) + "." + base64(claims().build().toString()) + ".";
    }

    private String mac(byte[] secret, JWSAlgorithm algorithm) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(issuer.rsa().getKeyID()).build(), claims().build());
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    private String by(RSAKey key, JWSHeader header) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims().build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private String encrypted(RSAPublicKey to) throws JOSEException {
        EncryptedJWT jwt =
                new EncryptedJWT(new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM), claims().build());
        jwt.encrypt(new RSAEncrypter(to));
        return jwt.serialize();
    }

    Stream<Arguments> forged() throws Exception {
        String good = signed(claims());
        String[] parts = good.split("\\.", 3);
        RSAKey other = new RSAKeyGenerator(2048).keyID(issuer.rsa().getKeyID()).generate();
        RSAKey own = new RSAKeyGenerator(2048).keyID("mine").generate();
        RSAPublicKey known = issuer.rsa().toRSAPublicKey();
        JWSHeader.Builder plain = new JWSHeader.Builder(JWSAlgorithm.RS256);
        return Stream.of(
                arguments("nothing", ""),
                arguments("no token", "a.b.c"),
                arguments("two parts", parts[0] + "." + parts[1]),
                arguments("too long", good + "x".repeat(9_000)),
                arguments("alg none", new PlainJWT(claims().build()).serialize()),
                arguments("alg none, written otherwise", unsigned("{\"alg\":\"nOnE\"}")),
                arguments("alg missing", unsigned("{\"typ\":\"JWT\"}")),
                arguments("a known alg and no signature", unsigned("{\"alg\":\"RS256\"}")),
                arguments("the public key as a shared secret", mac(known.getEncoded(), JWSAlgorithm.HS256)),
                arguments("the same under HS512", mac(known.getEncoded(), JWSAlgorithm.HS512)),
                arguments(
                        "an algorithm that is not configured",
                        by(
                                issuer.rsa(),
                                new JWSHeader.Builder(JWSAlgorithm.PS256)
                                        .keyID(issuer.rsa().getKeyID())
                                        .build())),
                arguments(
                        "another key under a known id",
                        by(other, plain.keyID(other.getKeyID()).build())),
                arguments("a key nobody knows", by(own, plain.keyID("mine").build())),
                arguments("no key id and another key", by(own, new JWSHeader.Builder(JWSAlgorithm.RS256).build())),
                arguments(
                        "a key id that is a path",
                        by(own, plain.keyID("../../../../dev/null").build())),
                arguments(
                        "its own key in the header",
                        by(own, plain.keyID("mine").jwk(own.toPublicJWK()).build())),
                arguments(
                        "its own key's address in the header",
                        by(
                                own,
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("mine")
                                        .jwkURL(java.net.URI.create("http://127.0.0.1:1/keys"))
                                        .build())),
                arguments(
                        "its own certificate's address",
                        by(
                                own,
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("mine")
                                        .x509CertURL(java.net.URI.create("http://127.0.0.1:1/cert"))
                                        .build())),
                arguments(
                        "something critical that nobody understands",
                        issuer.rsa(claims().build(), header -> header.criticalParams(Set.of("exp"))
                                .customParam("exp", 1))),
                arguments("the type of an access token", typed("at+jwt")),
                arguments("the type of a logout token", typed("logout+jwt")),
                arguments("our own clients' type", typed("sightline-client+jwt")),
                arguments(
                        "a changed payload",
                        parts[0] + "." + base64(claims().subject("root").build().toString()) + "." + parts[2]),
                arguments("a changed signature", good.substring(0, good.length() - 6) + "AAAAAA"),
                arguments("an empty signature", parts[0] + "." + parts[1] + "."),
                arguments("an encrypted token", encrypted(known)),
                arguments("another issuer", signed(claims().issuer("https://evil.example"))),
                arguments("an issuer with one character more", signed(claims().issuer(issuer.address() + "/"))),
                arguments("no issuer", signed(claims().issuer(null))),
                arguments("another audience", signed(claims().audience("another-client"))),
                arguments("no audience", signed(claims().audience((String) null))),
                arguments("two audiences and no party", signed(claims().audience(List.of(Issuer.CLIENT, "other")))),
                arguments("another party", signed(claims().claim("azp", "other"))),
                arguments("expired", signed(claims().expirationTime(Date.from(NOW.minusSeconds(61))))),
                arguments("without an end", signed(claims().expirationTime(null))),
                arguments("without a beginning", signed(claims().issueTime(null))),
                arguments("of the future", signed(claims().issueTime(Date.from(NOW.plusSeconds(61))))),
                arguments("not yet good", signed(claims().notBeforeTime(Date.from(NOW.plusSeconds(61))))),
                arguments("another nonce", signed(claims().claim("nonce", "another"))),
                arguments("no nonce", signed(claims().claim("nonce", null))),
                arguments("a nonce that is no text", signed(claims().claim("nonce", List.of(NONCE)))),
                arguments("no subject", signed(claims().subject(null))),
                arguments("an empty subject", signed(claims().subject(""))),
                arguments("a subject without end", signed(claims().subject("x".repeat(300)))));
    }

    private String typed(String type) {
        return issuer.rsa(claims().build(), header -> header.type(new JOSEObjectType(type)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void believesNobodyElse(String what, String token) {
        // A key nobody knows may also be one that could not be looked for again so soon.
        assertThat(verdict(tokens, token)).as(what).isNotInstanceOf(Verdict.Accepted.class);
        assertThat(verdict(tokens, signed(claims()))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void asksForTheKeysOnceAndAgainWhenTheyHaveChanged() {
        try (Issuer rotating = new Issuer();
                IdTokens patient =
                        new IdTokens(settings(rotating, OidcSettings.Claim.SUB, Duration.ofMillis(1)), () -> NOW)) {
            for (int call = 0; call < 20; call++) {
                assertThat(verdict(patient, rotating.token(NOW, "ann", NONCE))).isInstanceOf(Verdict.Accepted.class);
            }
            assertThat(rotating.asked()).isEqualTo(1);
            String before = rotating.token(NOW, "ann", NONCE);
            rotating.rotate();
            assertThat(verdict(patient, rotating.token(NOW, "bob", NONCE))).isEqualTo(new Verdict.Accepted("bob"));
            assertThat(rotating.asked()).isEqualTo(2);
            assertThat(verdict(patient, before)).isNotInstanceOf(Verdict.Accepted.class);
        }
    }

    @Test
    void isNotMadeToAskForKeysByThoseWhoInventThem() throws Exception {
        RSAKey own = new RSAKeyGenerator(2048).generate();
        try (Issuer calm = new Issuer();
                IdTokens patient =
                        new IdTokens(settings(calm, OidcSettings.Claim.SUB, Duration.ofMinutes(9)), () -> NOW)) {
            assertThat(verdict(patient, calm.token(NOW, "ann", NONCE))).isInstanceOf(Verdict.Accepted.class);
            for (int call = 0; call < 50; call++) {
                String forged = by(
                        own,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("invented-" + call)
                                .build());
                assertThat(verdict(patient, forged)).isNotInstanceOf(Verdict.Accepted.class);
            }
            assertThat(calm.asked()).isLessThanOrEqualTo(3);
            assertThat(verdict(patient, calm.token(NOW, "ann", NONCE))).isInstanceOf(Verdict.Accepted.class);
        }
    }

    @Test
    void doesNotWaitForAnIssuerThatHangs() {
        try (Issuer hanging = new Issuer();
                IdTokens impatient =
                        new IdTokens(settings(hanging, OidcSettings.Claim.SUB, Duration.ofMillis(1)), () -> NOW)) {
            hanging.hang();
            long before = System.nanoTime();
            assertThat(verdict(impatient, hanging.token(NOW, "ann", NONCE))).isInstanceOf(Verdict.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void takesNoKeysFromWhereItIsSentOnAndNoneThatAreNone() {
        for (int status : List.of(302, 404, 500)) {
            assertThat(afterAnswer(status, "{}".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Verdict.Unavailable.class);
        }
        assertThat(afterAnswer(200, "<html>".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Verdict.Unavailable.class);
        assertThat(afterAnswer(200, new byte[100 * 1024])).isInstanceOf(Verdict.Unavailable.class);
    }

    private static Verdict afterAnswer(int status, byte[] bytes) {
        try (Issuer broken = new Issuer();
                IdTokens asking =
                        new IdTokens(settings(broken, OidcSettings.Claim.SUB, Duration.ofMillis(1)), () -> NOW)) {
            String token = broken.token(NOW, "ann", NONCE);
            broken.publish(bytes);
            broken.answerWith(status);
            return verdict(asking, token);
        }
    }

    @Test
    void isConfiguredSoThatItCannotBeFooled() {
        OidcSettings good = settings(issuer, OidcSettings.Claim.SUB, Duration.ofMillis(1));
        for (JWSAlgorithm shared : List.of(JWSAlgorithm.HS256, JWSAlgorithm.parse("none"))) {
            assertThatThrownBy(() -> new OidcSettings(
                            good.issuer(),
                            good.clientId(),
                            good.keys(),
                            good.claim(),
                            Set.of(shared),
                            good.skew(),
                            good.timeout(),
                            good.cached(),
                            good.apart()))
                    .hasMessageContaining("algorithms");
        }
        for (String address :
                List.of("http://issuer.example/keys", "file:///etc/passwd", "http://127.0.0.1.evil.example/")) {
            assertThatThrownBy(() -> new OidcSettings(
                            good.issuer(),
                            good.clientId(),
                            java.net.URI.create(address),
                            good.claim(),
                            good.algorithms(),
                            good.skew(),
                            good.timeout(),
                            good.cached(),
                            good.apart()))
                    .hasMessageContaining("keys");
        }
    }
}
