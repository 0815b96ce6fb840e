package io.sightline.api.admin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.access.ApiKey;
import io.sightline.engine.access.SpentNonces;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Uri;

/**
 * Finds out whether a signed call is its key's, was made just now, has not been here before, and has the body that was signed.
 * For that the body is read whole, so a signed stream is bounded. Thread-safe.
 */
final class Signatures {

    /** By how much a call's clock may be off, either way. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** The largest body of a signed call. */
    static final int BODY = Call.DISCARDED;

    /** Longer than a call can be in the window, so that a nonce is not forgotten before its call is too old. */
    private static final Duration REMEMBERED = WINDOW.multipliedBy(2).plusMinutes(1);

    private final ApiKeys keys;
    private final SpentNonces nonces;

    Signatures(ApiKeys keys, SpentNonces nonces) {
        this.keys = keys;
        this.nonces = nonces;
    }

    /**
     * A call whose signature fits.
     *
     * @param request with its body in hand
     */
    record Checked(ApiKey key, HttpRequest request) {}

    /** Fails with a rejection when it does not fit. */
    CompletionStage<Checked> check(SignedRequest said, HttpRequest request, Call.Limits limits) {
        return keys.find(said.key()).thenCompose(found -> {
            ApiKey key =
                    found.orElseThrow(() -> unauthorized("The key is not known").rejection());
            if (Duration.between(said.at(), keys.now()).abs().compareTo(WINDOW) > 0) {
                throw unauthorized("It was signed more than five minutes from now")
                        .rejection();
            }
            return body(request, limits).thenCompose(body -> {
                if (!said.fits(keys.signingSecret(key), request.method().name(), target(request), body)) {
                    throw unauthorized("The signature does not fit the call").rejection();
                }
                // Only now, so that nobody without the secret can fill the store.
                return nonces.spend(key.id(), said.nonce(), REMEMBERED).thenApply(first -> {
                    if (!first) {
                        throw unauthorized("The nonce came before").rejection();
                    }
                    keys.used(key);
                    return new Checked(key, request.withEntity(request.entity().getContentType(), body));
                });
            });
        });
    }

    private static CompletionStage<byte[]> body(HttpRequest request, Call.Limits limits) {
        return request.entity().isKnownEmpty()
                ? CompletableFuture.completedStage(new byte[0])
                : Call.whole(
                                request,
                                new Call.Limits(BODY, limits.receiveDeadline(), limits.materializer(), limits.guard()))
                        .exceptionally(failure -> {
                            throw Rejection.of(failure)
                                    .filter(each -> each.problem().type() != ProblemType.TOO_LARGE)
                                    .orElseGet(() -> unauthorized("A body that is signed has at most 1 MiB")
                                            .rejection());
                        });
    }

    private static String target(HttpRequest request) {
        Uri uri = request.getUri();
        return uri.getPathString()
                + uri.rawQueryString().map(query -> "?" + query).orElse("");
    }

    static Problem unauthorized(String detail) {
        return Problem.of(ProblemType.UNAUTHORIZED)
                .saying(detail)
                .with("WWW-Authenticate", "Bearer, " + SignedRequest.SCHEME);
    }
}
