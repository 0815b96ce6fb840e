package io.sightline.api.edge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.sightline.api.edge.EdgeMetrics.Refusal;
import io.sightline.api.own.OwnAnswer;
import io.sightline.api.own.OwnApi;
import io.sightline.api.own.OwnRequest;
import io.sightline.api.own.OwnRequest.Who;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.sync.SyncClock;
import io.sightline.engine.sync.node.Tokens;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/…}: what users read and change of their own, with the token that their client has anyway. For programs and for
 * the pages of this plane; pages of other origins, also those that may synchronise, have no business here.
 */
final class OwnRoute {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRoute.class);
    private static final String PATH = "/api/v1/";

    private final OwnApi api;
    private final SignedTokens tokens;
    private final SyncClock clock;
    private final EdgeMetrics metrics;

    OwnRoute(OwnApi api, SignedTokens tokens, SyncClock clock, EdgeMetrics metrics) {
        this.api = api;
        this.tokens = tokens;
        this.clock = clock;
        this.metrics = metrics;
    }

    static boolean isAt(String target) {
        return target.startsWith(PATH);
    }

    void answer(Exchange exchange) {
        Optional<Who> who = exchange.bearer().flatMap(this::who);
        if (who.isEmpty()) {
            metrics.refused(Refusal.TOKEN);
            exchange.refuse(Problem.TOKEN);
            return;
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : OwnRequest.HEADERS) {
            String value = exchange.headers().get(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        api.answer(new OwnRequest(
                        who.get(),
                        exchange.method().name(),
                        exchange.target(),
                        headers,
                        exchange.mediaType(),
                        exchange.body(),
                        exchange.address()))
                .whenComplete((answer, failure) ->
                        exchange.context().executor().execute(() -> told(exchange, answer, failure)));
    }

    /** A token of ours begins three parts; what an administrator acts with is one, and is looked up by whoever answers. */
    private Optional<Who> who(String token) {
        if (token.indexOf('.') < 0) {
            return token.isEmpty() ? Optional.empty() : Optional.of(new Who.Acting(token));
        }
        return tokens.verify(token, clock.epochMillis()) instanceof Tokens.Verified verified
                        && verified.acting() == null
                ? Optional.of(new Who.SignedIn(
                        verified.user(), new InstallationId(verified.installation()), verified.credentials()))
                : Optional.empty();
    }

    private static void told(Exchange exchange, @Nullable OwnAnswer answer, @Nullable Throwable failure) {
        if (answer == null) {
            LOG.warn("A user could not be answered: {}", String.valueOf(failure));
            exchange.refuse(Problem.UNAVAILABLE);
        } else {
            exchange.tell(answer);
        }
    }
}
