package io.sightline.api.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.node.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SignedTokensTest {

    private static final long NOW = 1_795_000_000_000L;
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration RENEWABLE = Duration.ofMinutes(25);
    private static final byte[] KEY = key(1, 64);

    private final SignedTokens tokens = new SignedTokens(KEY, LIFETIME, RENEWABLE, new ActingWatch(SyncClock.system()));

    @Test
    void acceptsWhatItHasIssuedForAsLongAsItSaid() {
        SignedTokens.Issued issued = issue();
        long end = issued.expiresAt().toEpochMilli();
        assertThat(end).isEqualTo(NOW + LIFETIME.toMillis());
        assertThat(tokens.verify(issued.text(), end - 1))
                .isEqualTo(new Tokens.Verified(new UserId("ada"), "web", "install-1", 7, end));
        assertThat(tokens.verify(issued.text(), end)).isEqualTo(new Tokens.Rejected("expired"));
    }

    @Test
    void renewsAGoodTokenUntilThePasswordWasGivenTooLongAgo() {
        String text = issue().text();
        long now = NOW;
        for (int i = 0; i < 3; i++) {
            now = NOW + i * 480_000L;
            SignedTokens.Renewable held = tokens.renewable(text, now).orElseThrow();
            assertThat(held.sinceMillis()).isEqualTo(NOW);
            SignedTokens.Issued later = tokens.renew(held, now);
            assertThat(tokens.verify(later.text(), now))
                    .isEqualTo(
                            new Tokens.Verified(new UserId("ada"), "web", "install-1", 7, now + LIFETIME.toMillis()));
            text = later.text();
        }
        assertThat(tokens.renewable(text, NOW + RENEWABLE.toMillis() - 1_000)).isPresent();
        assertThat(tokens.renewable(text, NOW + RENEWABLE.toMillis())).isEmpty();
        assertThat(tokens.verify(text, NOW + RENEWABLE.toMillis())).isInstanceOf(Tokens.Verified.class);
    }

    @Test
    void renewsNoTokenThatIsNotGoodOrDoesNotSaySinceWhen() {
        assertThat(tokens.renewable(issue().text(), NOW + LIFETIME.toMillis())).isEmpty();
        assertThat(tokens.renewable("a.b.c", NOW)).isEmpty();
        assertThat(tokens.renewable(sign(header().build(), claims().build()), NOW))
                .isEmpty();
    }

    @Test
    void refusesATokenWithoutASignature() {
        JWTClaimsSet claims = claims().build();
        assertRefused(new PlainJWT(claims).serialize());
        String[] parts = issue().text().split("\\.", 3);
        assertRefused(base64("{\"alg\":\"none\",\"typ\":\"" + SignedTokens.TYPE + "\"}") + "." + parts[1] + ".");
        assertRefused(
                base64("{\"alg\":\"none\",\"typ\":\"" + SignedTokens.TYPE + "\"}") + "." + parts[1] + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1]);
    }

    @Test
    void refusesAnotherKey() {
        assertRefused(new SignedTokens(key(2, 64), LIFETIME, RENEWABLE, new ActingWatch(SyncClock.system()))
                .issue(new UserId("ada"), "web", new InstallationId("install-1"), 7, NOW)
                .text());
    }

    @Test
    void refusesAnotherAlgorithmUnderTheSameKey() {
        for (JWSAlgorithm other : new JWSAlgorithm[] {JWSAlgorithm.HS384, JWSAlgorithm.HS512}) {
            assertRefused(
                    sign(new JWSHeader.Builder(other).type(SignedTokens.TYPE).build(), claims().build()));
        }
        for (String other : new String[] {"RS256", "ES256", "PS256", "EdDSA", "hs256", "HS1", ""}) {
            String[] parts = issue().text().split("\\.", 3);
            assertRefused(base64("{\"alg\":\"" + other + "\",\"typ\":\"" + SignedTokens.TYPE + "\"}") + "." + parts[1]
                    + "." + parts[2]);
        }
    }

    @Test
    void refusesAnotherOrMissingType() {
        assertRefused(sign(header().type(JOSEObjectType.JWT).build(), claims().build()));
        assertRefused(sign(header().type(new JOSEObjectType("at+jwt")).build(), claims().build()));
        assertRefused(sign(new JWSHeader(JWSAlgorithm.HS256), claims().build()));
    }

    @Test
    void refusesAHeaderThatNamesAKeyOrAnythingElse() {
        assertRefused(sign(header().keyID("../../dev/null").build(), claims().build()));
        assertRefused(sign(
                header().jwkURL(java.net.URI.create("https://evil.example/k")).build(), claims().build()));
        assertRefused(sign(header().contentType("JWT").build(), claims().build()));
        assertRefused(sign(header().customParam("x", 1).build(), claims().build()));
    }

    @Test
    void refusesOtherClaims() {
        assertRefused(claims -> claims.audience("sightline-media"));
        assertRefused(claims -> claims.audience(Arrays.asList(SignedTokens.AUDIENCE, "other")));
        assertRefused(claims -> claims.audience((String) null));
        assertRefused(claims -> claims.issuer("someone"));
        assertRefused(claims -> claims.issuer(null));
        assertRefused(claims -> claims.expirationTime(null));
        assertRefused(claims -> claims.expirationTime(date(NOW - 1_000)));
        assertRefused(claims -> claims.expirationTime(date(NOW + LIFETIME.toMillis() + 1_000)));
        assertRefused(claims -> claims.issueTime(null));
        assertRefused(claims -> claims.issueTime(date(NOW + 31_000)));
        assertRefused(claims -> claims.notBeforeTime(date(NOW)));
        assertRefused(claims -> claims.subject(null));
        assertRefused(claims -> claims.subject("not an id"));
        assertRefused(claims -> claims.claim(SignedTokens.ENVIRONMENT, "tv"));
        assertRefused(claims -> claims.claim(SignedTokens.ENVIRONMENT, 3));
        assertRefused(claims -> claims.claim(SignedTokens.INSTALLATION, "short"));
        assertRefused(claims -> claims.claim(SignedTokens.INSTALLATION, null));
        assertRefused(claims -> claims.claim(SignedTokens.CREDENTIALS, null));
        assertRefused(claims -> claims.claim(SignedTokens.CREDENTIALS, "many"));
        assertThat(tokens.verify(sign(header().build(), claims().build()), NOW)).isInstanceOf(Tokens.Verified.class);
    }

    @Test
    void refusesATokenOfWhichAnyCharacterIsAnother() {
        String good = issue().text();
        for (int i = 0; i < good.length() - 1; i++) {
            String bad = good.substring(0, i) + (good.charAt(i) == 'A' ? 'B' : 'A') + good.substring(i + 1);
            assertThat(tokens.verify(bad, NOW)).as("character %d", i).isInstanceOf(Tokens.Rejected.class);
        }
    }

    @Test
    void refusesWhatIsNoTokenAtAll() {
        for (String text :
                new String[] {"", ".", "..", "...", "a.b.c", "null", "{}", "\u0000", "é.é.é", "x".repeat(5_000)}) {
            assertRefused(text);
        }
    }

    @Test
    void takesNoShortKeyAndPrintsNoToken() {
        assertThatThrownBy(() -> new SignedTokens(key(1, 31), LIFETIME, RENEWABLE, new ActingWatch(SyncClock.system())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(issue().toString()).doesNotContain(issue().text());
    }

    private SignedTokens.Issued issue() {
        return tokens.issue(new UserId("ada"), "web", new InstallationId("install-1"), 7, NOW);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(SignedTokens.ISSUER)
                .audience(SignedTokens.AUDIENCE)
                .subject("ada")
                .issueTime(date(NOW))
                .expirationTime(date(NOW + LIFETIME.toMillis()))
                .claim(SignedTokens.ENVIRONMENT, "web")
                .claim(SignedTokens.INSTALLATION, "install-1")
                .claim(SignedTokens.CREDENTIALS, 7);
    }

    private static Date date(long epochMillis) {
        return Date.from(Instant.ofEpochMilli(epochMillis));
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.HS256).type(SignedTokens.TYPE);
    }

    private void assertRefused(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);
        assertRefused(sign(header().build(), claims.build()));
    }

    private void assertRefused(String token) {
        assertThat(tokens.verify(token, NOW)).isInstanceOf(Tokens.Rejected.class);
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new MACSigner(KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] key(int of, int bytes) {
        byte[] key = new byte[bytes];
        Arrays.fill(key, (byte) of);
        return key;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
