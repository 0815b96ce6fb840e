package io.sightline.api.edge;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpMethod;
import io.sightline.engine.activation.Activations;
import io.sightline.engine.activation.Activations.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /activate}: the page behind the link that proves an address of mail. Looking at it changes nothing, for programs that
 * scan mail look at every link in it; its button proves the address. What comes of a link depends on the link alone, so it may be
 * pressed on a page of any origin.
 */
final class ActivationRoute {

    static final String PATH = "/activate";

    private static final Logger LOG = LoggerFactory.getLogger(ActivationRoute.class);
    private static final String HTML = "text/html; charset=utf-8";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_.-]{1,256})");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            "Referrer-Policy",
            "no-referrer");

    private final Activations activations;

    ActivationRoute(Activations activations) {
        this.activations = activations;
    }

    static boolean isAt(String target) {
        return target.equals(PATH) || target.startsWith(PATH + "?");
    }

    void answer(Exchange exchange) {
        if (exchange.method().equals(HttpMethod.GET)) {
            show(exchange);
        } else if (exchange.method().equals(HttpMethod.POST)) {
            follow(exchange);
        } else {
            exchange.refuse(Problem.method("GET, POST"));
        }
    }

    private void show(Exchange exchange) {
        String target = exchange.target();
        String token = token(target.substring(Math.min(target.length(), PATH.length() + 1)));
        if (token == null || !activations.isOurs(token)) {
            page(exchange, Verdict.UNKNOWN);
            return;
        }
        // The token is of letters, digits and three signs that HTML gives no meaning.
        page(
                exchange,
                200,
                "Confirm your e-mail address",
                "<p>Press the button to confirm that this address is yours.</p><form method=\"post\" action=\"" + PATH
                        + "\"><input type=\"hidden\" name=\"token\" value=\"" + token
                        + "\"><button type=\"submit\">Confirm</button></form>");
    }

    private static @Nullable String token(String query) {
        Matcher matcher = TOKEN.matcher(query);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private void follow(Exchange exchange) {
        if (!exchange.mediaType().equals(FORM)) {
            exchange.refuse(Problem.MEDIA_TYPE);
            return;
        }
        String token = token(new String(exchange.body(), StandardCharsets.US_ASCII));
        if (token == null) {
            page(exchange, Verdict.UNKNOWN);
            return;
        }
        activations.follow(token).whenComplete((verdict, failure) -> exchange.context()
                .executor()
                .execute(() -> {
                    if (verdict == null) {
                        LOG.warn("What became of a link is not known: {}", String.valueOf(failure));
                        page(
                                exchange,
                                503,
                                "Please try again",
                                "<p>This could not be done now. Press the button again.</p>");
                    } else {
                        page(exchange, verdict);
                    }
                }));
    }

    private static void page(Exchange exchange, Verdict verdict) {
        switch (verdict) {
            case VERIFIED -> page(exchange, 200, "Thank you", "<p>Your e-mail address is confirmed.</p>");
            case USED -> page(exchange, 200, "Confirmed already", "<p>Your e-mail address was confirmed before.</p>");
            case VOID ->
                page(
                        exchange,
                        410,
                        "This link is no longer good",
                        "<p>It has run out, or a later one was sent. Ask for a new mail.</p>");
            default -> page(exchange, 404, "This is no link of ours", "<p>See that it was copied whole.</p>");
        }
    }

    private static void page(Exchange exchange, int status, String title, String content) {
        String page = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><title>" + title + "</title></head><body><h1>" + title + "</h1>"
                + content + "</body></html>";
        exchange.answer(status, HTML, page.getBytes(StandardCharsets.UTF_8), HEADERS);
    }
}
