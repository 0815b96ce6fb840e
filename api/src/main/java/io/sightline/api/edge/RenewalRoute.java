package io.sightline.api.edge;

import java.util.Map;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.sightline.api.edge.EdgeMetrics.Refusal;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.signin.SignIn;
import io.sightline.engine.signin.Verdict;
import io.sightline.engine.sync.SyncClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/token/renew}: a good token for a later one, so that a page or an application need not keep the password. */
final class RenewalRoute {

    private static final Logger LOG = LoggerFactory.getLogger(RenewalRoute.class);

    private final SignIn signIn;
    private final SignedTokens tokens;
    private final SyncClock clock;
    private final EdgeMetrics metrics;

    RenewalRoute(Reception reception, SyncClock clock, EdgeMetrics metrics) {
        this.signIn = reception.signIn();
        this.tokens = reception.tokens();
        this.clock = clock;
        this.metrics = metrics;
    }

    void answer(Exchange exchange) {
        Optional<SignedTokens.Renewable> held =
                exchange.bearer().flatMap(token -> tokens.renewable(token, clock.epochMillis()));
        if (held.isEmpty()) {
            metrics.refused(Refusal.TOKEN);
            exchange.refuse(Problem.TOKEN);
            return;
        }
        var token = held.get().token();
        signIn.renew(token.user(), new InstallationId(token.installation()), token.credentials())
                .whenComplete((verdict, failure) ->
                        exchange.context().executor().execute(() -> answer(exchange, held.get(), verdict, failure)));
    }

    private void answer(
            Exchange exchange, SignedTokens.Renewable held, @Nullable Verdict verdict, @Nullable Throwable failure) {
        if (verdict instanceof Verdict.Accepted accepted) {
            exchange.answer(
                    200,
                    HttpHeaderValues.APPLICATION_JSON,
                    TokenRoute.json(tokens.renew(held, clock.epochMillis()), accepted.user()),
                    Map.of());
        } else if (verdict instanceof Verdict.Suspended) {
            metrics.refused(Refusal.SUSPENDED);
            exchange.refuse(Problem.SUSPENDED);
        } else if (verdict != null) {
            metrics.refused(Refusal.TOKEN);
            exchange.refuse(Problem.TOKEN);
        } else {
            LOG.warn("A token could not be renewed: {}", String.valueOf(failure));
            exchange.refuse(Problem.UNAVAILABLE);
        }
    }
}
