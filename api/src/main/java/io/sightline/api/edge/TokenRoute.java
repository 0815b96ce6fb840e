package io.sightline.api.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.sightline.api.edge.EdgeMetrics.Refusal;
import io.sightline.api.signin.SignInThrottle;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.signin.Attempt;
import io.sightline.engine.signin.SignIn;
import io.sightline.engine.signin.Verdict;
import io.sightline.engine.sync.SyncClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/token}: a login and a password, or the token of an administrator's acting, for a short-lived token. Throttled
 * before either is looked at.
 */
final class TokenRoute {

    private static final Logger LOG = LoggerFactory.getLogger(TokenRoute.class);
    private static final String JSON = "application/json";
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final SignIn signIn;
    private final Function<String, LoginId> logins;
    private final SignedTokens tokens;
    private final ActingSignIn actings;
    private final ActingWatch watch;
    private final SignInThrottle throttle;
    private final SyncClock clock;
    private final EdgeMetrics metrics;

    TokenRoute(Reception reception, SignInThrottle throttle, SyncClock clock, EdgeMetrics metrics) {
        this.signIn = reception.signIn();
        this.logins = reception.logins();
        this.tokens = reception.tokens();
        this.actings = reception.actings();
        this.watch = reception.watch();
        this.throttle = throttle;
        this.clock = clock;
        this.metrics = metrics;
    }

    void answer(Exchange exchange) {
        if (!exchange.mediaType().equals(JSON)) {
            exchange.refuse(Problem.MEDIA_TYPE);
            return;
        }
        Optional<TokenRequest> read = TokenRequest.read(exchange.body());
        if (read.isEmpty()) {
            exchange.refuse(Problem.MALFORMED);
            return;
        }
        TokenRequest request = read.get();
        LoginId login = logins.apply(
                request.proof() instanceof Proof.Password password ? password.login() : TokenRequest.ACTING);
        Optional<Duration> wait = throttle.ask(login, exchange.address());
        if (wait.isPresent()) {
            metrics.refused(Refusal.THROTTLED);
            exchange.refuse(Problem.throttled(wait.get()));
            return;
        }
        if (request.proof() instanceof Proof.Password password) {
            signIn.attempt(new Attempt(login, password.password(), request.environment(), request.installation()))
                    .whenComplete((verdict, failure) -> exchange.context()
                            .executor()
                            .execute(() -> answer(exchange, request, login, verdict, failure)));
        } else if (request.proof() instanceof Proof.Acting acting) {
            // Nobody guesses 256 bits: tries count for the network and for nobody's login.
            throttle.giveBack(login);
            act(exchange, request, acting);
        }
    }

    private void act(Exchange exchange, TokenRequest request, Proof.Acting proof) {
        actings.find(proof.token().text())
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedStage(new Admitted(null, new Verdict.Wrong()))
                        : signIn.onBehalf(found.get().user(), request.installation())
                                .thenApply(verdict -> new Admitted(found.get(), verdict)))
                .whenComplete((admitted, failure) ->
                        exchange.context().executor().execute(() -> acted(exchange, request, admitted, failure)));
    }

    /** @param acting null when there is none, which the verdict then says as well */
    private record Admitted(ActingSignIn.@Nullable Acting acting, Verdict verdict) {}

    private void acted(
            Exchange exchange, TokenRequest request, @Nullable Admitted admitted, @Nullable Throwable failure) {
        if (admitted == null) {
            LOG.warn("Whether an administrator acts could not be found out: {}", String.valueOf(failure));
            exchange.refuse(Problem.UNAVAILABLE);
        } else if (admitted.acting() != null && admitted.verdict() instanceof Verdict.Accepted accepted) {
            watch.confirm(admitted.acting().id());
            metrics.signedIn();
            SignedTokens.Issued issued = tokens.issue(
                    admitted.acting(),
                    TokenRequest.word(request.environment()),
                    request.installation(),
                    accepted.credentials(),
                    clock.epochMillis());
            exchange.answer(200, HttpHeaderValues.APPLICATION_JSON, json(issued, accepted.user()), Map.of());
        } else if (admitted.verdict() instanceof Verdict.Suspended) {
            metrics.refused(Refusal.SUSPENDED);
            exchange.refuse(Problem.SUSPENDED);
        } else {
            metrics.refused(Refusal.TOKEN);
            exchange.refuse(Problem.TOKEN);
        }
    }

    private void answer(
            Exchange exchange,
            TokenRequest request,
            LoginId login,
            @Nullable Verdict verdict,
            @Nullable Throwable failure) {
        if (verdict instanceof Verdict.Accepted accepted) {
            throttle.succeeded(login, exchange.address());
            metrics.signedIn();
            exchange.answer(200, HttpHeaderValues.APPLICATION_JSON, token(request, accepted), Map.of());
        } else if (verdict instanceof Verdict.Wrong) {
            throttle.failed(login, exchange.address());
            metrics.refused(Refusal.PASSWORD);
            exchange.refuse(Problem.CREDENTIALS);
        } else if (verdict instanceof Verdict.Suspended) {
            throttle.succeeded(login, exchange.address());
            metrics.refused(Refusal.SUSPENDED);
            exchange.refuse(Problem.SUSPENDED);
        } else if (verdict instanceof Verdict.Busy) {
            throttle.giveBack(login);
            metrics.refused(Refusal.THROTTLED);
            exchange.refuse(Problem.throttled(BUSY));
        } else {
            throttle.giveBack(login);
            LOG.warn("A sign-in could not be decided: {}", String.valueOf(failure));
            exchange.refuse(Problem.UNAVAILABLE);
        }
    }

    private byte[] token(TokenRequest request, Verdict.Accepted accepted) {
        SignedTokens.Issued issued = tokens.issue(
                accepted.user(),
                TokenRequest.word(request.environment()),
                request.installation(),
                accepted.credentials(),
                clock.epochMillis());
        return json(issued, accepted.user());
    }

    static byte[] json(SignedTokens.Issued issued, UserId user) {
        // None of the three can hold a character that JSON would escape.
        return ("{\"token\":\"" + issued.text() + "\",\"expiresAt\":\"" + issued.expiresAt() + "\",\"user\":\""
                        + user.value() + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
