package io.sightline.api.edge;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.sightline.api.edge.EdgeMetrics.Refusal;
import io.sightline.api.pages.Pages;

/** The table of contents of the client plane, and who may ask from a browser. */
final class Routes {

    private final TokenRoute token;
    private final RenewalRoute renewal;
    private final SyncRoute sync;
    private final ActivationRoute activation;
    private final OwnRoute own;
    private final Pages pages;
    private final Set<String> allowedOrigins;
    private final EdgeMetrics metrics;

    Routes(
            TokenRoute token,
            RenewalRoute renewal,
            SyncRoute sync,
            ActivationRoute activation,
            OwnRoute own,
            Pages pages,
            Set<String> allowedOrigins,
            EdgeMetrics metrics) {
        this.token = token;
        this.renewal = renewal;
        this.sync = sync;
        this.activation = activation;
        this.own = own;
        this.pages = pages;
        this.allowedOrigins = allowedOrigins;
        this.metrics = metrics;
    }

    void answer(Exchange exchange) {
        if (ActivationRoute.isAt(exchange.target())) {
            activation.answer(exchange);
            return;
        }
        if (pages.isAt(exchange.path())) {
            exchange.show(pages.reply(
                    exchange.method().name(),
                    exchange.path(),
                    name -> Optional.ofNullable(exchange.headers().get(name))));
            return;
        }
        if (OwnRoute.isAt(exchange.target())) {
            own(exchange);
            return;
        }
        if (!isFromWhereItMay(exchange)) {
            metrics.refused(Refusal.ORIGIN);
            exchange.refuse(Problem.ORIGIN);
            return;
        }
        switch (exchange.target()) {
            case "/v1/token" -> token(exchange, token::answer);
            case "/v1/token/renew" -> token(exchange, renewal::answer);
            case "/v1/sync" -> sync(exchange);
            default -> exchange.refuse(Problem.UNKNOWN);
        }
    }

    private void own(Exchange exchange) {
        var origins = exchange.headers().getAll(HttpHeaderNames.ORIGIN);
        if (!origins.stream()
                .allMatch(origin -> isOwn(origin, exchange.headers().get(HttpHeaderNames.HOST, "")))) {
            metrics.refused(Refusal.ORIGIN);
            exchange.refuse(Problem.ORIGIN);
        } else {
            own.answer(exchange);
        }
    }

    private static void token(Exchange exchange, Consumer<Exchange> route) {
        if (exchange.method().equals(HttpMethod.POST)) {
            route.accept(exchange);
        } else if (exchange.method().equals(HttpMethod.OPTIONS)) {
            preflight(exchange);
        } else {
            exchange.refuse(Problem.method("POST, OPTIONS"));
        }
    }

    private void sync(Exchange exchange) {
        if (exchange.method().equals(HttpMethod.GET)) {
            sync.upgrade(exchange);
        } else if (exchange.method().equals(HttpMethod.POST)) {
            sync.poll(exchange);
        } else if (exchange.method().equals(HttpMethod.OPTIONS)) {
            preflight(exchange);
        } else {
            exchange.refuse(Problem.method("GET, POST, OPTIONS"));
        }
    }

    /**
     * Programs that are no browser send no origin. One that is sent is compared whole: {@code null}, a sub-domain or another port is
     * another one. The pages of this plane have its own, which no list needs to name.
     */
    private boolean isFromWhereItMay(Exchange exchange) {
        if (!exchange.headers().contains(HttpHeaderNames.ORIGIN)) {
            return true;
        }
        var origins = exchange.headers().getAll(HttpHeaderNames.ORIGIN);
        if (origins.size() != 1) {
            return false;
        }
        if (isOwn(origins.get(0), exchange.headers().get(HttpHeaderNames.HOST, ""))) {
            return true;
        }
        if (!allowedOrigins.contains(origins.get(0))) {
            return false;
        }
        exchange.permitOrigin();
        return true;
    }

    private static boolean isOwn(String origin, String host) {
        return !host.isEmpty()
                && (origin.equalsIgnoreCase("https://" + host) || origin.equalsIgnoreCase("http://" + host));
    }

    private static void preflight(Exchange exchange) {
        exchange.answer(
                204,
                "",
                new byte[0],
                Map.of(
                        "Access-Control-Allow-Methods", "POST",
                        "Access-Control-Allow-Headers", "Authorization, Content-Type",
                        "Access-Control-Max-Age", "600"));
    }
}
