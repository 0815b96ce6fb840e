package io.sightline.api.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

/** {@code POST /v1/token}: a login and a password for a short-lived token. Throttled before a password is looked at. */
final class TokenRoute {

    private static final Logger LOG = LoggerFactory.getLogger(TokenRoute.class);
    private static final String JSON = "application/json";
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final SignIn signIn;
    private final Function<String, LoginId> logins;
    private final SignedTokens tokens;
    private final SignInThrottle throttle;
    private final SyncClock clock;
    private final EdgeMetrics metrics;

    TokenRoute(Reception reception, SignInThrottle throttle, SyncClock clock, EdgeMetrics metrics) {
        this.signIn = reception.signIn();
        this.logins = reception.logins();
        this.tokens = reception.tokens();
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
        LoginId login = logins.apply(request.login());
        Optional<Duration> wait = throttle.ask(login, exchange.address());
        if (wait.isPresent()) {
            metrics.refused(Refusal.THROTTLED);
            exchange.refuse(Problem.throttled(wait.get()));
            return;
        }
        signIn.attempt(new Attempt(login, request.password(), request.environment(), request.installation()))
                .whenComplete((verdict, failure) -> exchange.context()
                        .executor()
                        .execute(() -> answer(exchange, request, login, verdict, failure)));
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
