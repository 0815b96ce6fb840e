package io.sightline.api.admin;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.sightline.engine.access.SpentNonces;

/**
 * Nonces that an issuer writes into its ID tokens, so that a token is good in one browser, once, and not for long. A nonce follows
 * from what the browser holds in a cookie and from a secret of ours: nothing is kept until it is spent, and whoever sees a token
 * cannot use it without the cookie, nor make a cookie for it. Thread-safe.
 */
final class OidcNonces {

    /** How long somebody may take at the issuer. */
    static final Duration GOOD = Duration.ofMinutes(10);

    private static final String SPENT_AS = "oidc";
    private static final int REFERENCE_BYTES = 32;
    private static final Pattern COOKIE = Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,12})");

    private final AdminSecrets secrets;
    private final SpentNonces spent;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    OidcNonces(AdminSecrets secrets, SpentNonces spent, InstantSource clock) {
        this.secrets = secrets;
        this.spent = spent;
        this.clock = clock;
    }

    /**
     * A nonce and the cookie it goes with.
     *
     * @param until when it is no longer good, in whole seconds
     */
    record Nonce(String text, String cookie, Instant until) {

        @Override
        public String toString() {
            return "Nonce[until " + until + "]";
        }
    }

    Nonce next() {
        byte[] bytes = new byte[REFERENCE_BYTES];
        random.nextBytes(bytes);
        return nonce(text(bytes), clock.instant().plus(GOOD).getEpochSecond());
    }

    /** The nonce of a cookie that was made here and is still good. */
    Optional<Nonce> of(String cookie) {
        Matcher parts = COOKIE.matcher(cookie);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Nonce nonce = nonce(parts.group(1), Long.parseLong(parts.group(2)));
        return Optional.of(nonce).filter(each -> clock.instant().isBefore(each.until));
    }

    /** Whether it was not spent before. */
    CompletionStage<Boolean> spend(Nonce nonce) {
        return spent.spend(SPENT_AS, nonce.text, GOOD.plusMinutes(1));
    }

    private Nonce nonce(String reference, long until) {
        String text = text(secrets.derive(AdminSecrets.Purpose.OIDC, reference, Long.toString(until)));
        return new Nonce(text, reference + "." + until, Instant.ofEpochSecond(until));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
