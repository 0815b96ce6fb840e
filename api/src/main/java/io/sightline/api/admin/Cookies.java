package io.sightline.api.admin;

import java.time.Duration;
import java.util.Optional;

import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The cookies there are: one holds a session's reference, and one what a sign-in at an outside issuer goes with. Their prefix has
 * browsers take them over https alone (or from localhost), for this very host and every path; no script can read them, and no
 * other site's page can have them sent.
 */
final class Cookies {

    static final String SESSION = "__Host-sightline-session";

    static final String OIDC = "__Host-sightline-oidc";

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private Cookies() {}

    /** The reference a request brings; of several, none. */
    static Optional<String> reference(HttpRequest request) {
        return one(request, SESSION);
    }

    /** What a sign-in at an outside issuer goes with; of several, none. */
    static Optional<String> oidc(HttpRequest request) {
        return one(request, OIDC);
    }

    private static Optional<String> one(HttpRequest request, String name) {
        String found = null;
        for (var header : request.getHeaders()) {
            if (header instanceof Cookie cookie) {
                for (HttpCookiePair pair : cookie.getCookies()) {
                    if (pair.name().equals(name)) {
                        if (found != null) {
                            return Optional.empty();
                        }
                        found = pair.value();
                    }
                }
            }
        }
        return Optional.ofNullable(found);
    }

    static HttpResponse set(HttpResponse response, String reference) {
        return response.addHeader(RawHeader.create("Set-Cookie", SESSION + "=" + reference + ATTRIBUTES));
    }

    static HttpResponse setOidc(HttpResponse response, String value, Duration lifetime) {
        return response.addHeader(
                RawHeader.create("Set-Cookie", OIDC + "=" + value + ATTRIBUTES + "; Max-Age=" + lifetime.toSeconds()));
    }

    static HttpResponse clear(HttpResponse response) {
        return response.addHeader(RawHeader.create("Set-Cookie", SESSION + "=" + ATTRIBUTES + "; Max-Age=0"));
    }
}
