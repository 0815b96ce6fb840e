package io.sightline.api.admin;

import java.util.Optional;

import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The one cookie there is, which holds a session's reference. Its prefix has browsers take it over https alone (or from
 * localhost), for this very host and every path; no script can read it, and no other site's page can have it sent.
 */
final class Cookies {

    static final String SESSION = "__Host-sightline-session";

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private Cookies() {}

    /** The reference a request brings; of several, none. */
    static Optional<String> reference(HttpRequest request) {
        String found = null;
        for (var header : request.getHeaders()) {
            if (header instanceof Cookie cookie) {
                for (HttpCookiePair pair : cookie.getCookies()) {
                    if (pair.name().equals(SESSION)) {
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

    static HttpResponse clear(HttpResponse response) {
        return response.addHeader(RawHeader.create("Set-Cookie", SESSION + "=" + ATTRIBUTES + "; Max-Age=0"));
    }
}
