package io.sightline.client.net;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.sightline.client.wire.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the last token for a later one while it is good, and asks where tokens come from only when there is none or it is
 * no longer renewed. So a password is checked once for a month of sessions, and who holds a token need not keep the password.
 */
public final class RenewedTokens implements TokenSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;

    private final HttpClient http;
    private final URI address;
    private final TokenSource origin;
    private final InstantSource clock;
    private volatile @Nullable Token last;

    /** @param origin asked for the first token, and again when the server does not renew the last one */
    public RenewedTokens(HttpClient http, URI server, TokenSource origin, InstantSource clock) {
        this.http = http;
        this.address = server.resolve("/v1/token/renew");
        this.origin = origin;
        this.clock = clock;
    }

    @Override
    public String installations() {
        return origin.installations();
    }

    @Override
    public CompletionStage<Token> fetch(Environment env, String inst) {
        Token held = last;
        CompletionStage<Token> fetched = held == null || !clock.instant().isBefore(held.expiresAt())
                ? origin.fetch(env, inst)
                : renew(held)
                        .exceptionallyCompose(failure -> isNotRenewed(failure)
                                ? origin.fetch(env, inst)
                                : CompletableFuture.failedStage(failure));
        return fetched.thenApply(token -> last = token);
    }

    private CompletionStage<Token> renew(Token held) {
        var request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + held.text())
                .POST(BodyPublishers.noBody())
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(TokenAnswer::read);
    }

    private static boolean isNotRenewed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TokenRefused refused && refused.status() == UNAUTHORIZED;
    }
}
