package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Keeps the pages of other sites from acting with a browser's session: the browser says where a request comes from, and every
 * change brings a token that only a page of ours can have read.
 */
final class CrossSite {

    static final String TOKEN_HEADER = "X-CSRF-Token";

    private final AdminSecrets secrets;

    CrossSite(AdminSecrets secrets) {
        this.secrets = secrets;
    }

    /** The token that goes with a session's reference. */
    String token(String reference) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(secrets.sign(AdminSecrets.Purpose.CSRF, reference));
    }

    /** Ends a change that does not come from a page of ours. */
    void require(HttpRequest request, String reference) {
        requireSameOrigin(request);
        String given = header(request, TOKEN_HEADER);
        boolean right = MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), token(reference).getBytes(StandardCharsets.UTF_8));
        if (!right) {
            throw refused("X-CSRF-Token is missing or of another session");
        }
    }

    /** Ends a request that a browser sends for another origin's page; what is no browser says nothing of it. */
    void requireSameOrigin(HttpRequest request) {
        String site = header(request, "Sec-Fetch-Site");
        if (!site.isEmpty() && !site.equals("same-origin")) {
            throw refused("Sec-Fetch-Site is " + (site.length() > 20 ? "another" : site));
        }
        String origin = header(request, "Origin");
        String host = header(request, "Host");
        boolean ours = origin.equalsIgnoreCase("https://" + host) || origin.equalsIgnoreCase("http://" + host);
        if (!origin.isEmpty() && !ours) {
            throw refused("Origin is another than Host");
        }
    }

    private static Rejection refused(String why) {
        return Problem.of(ProblemType.CSRF).saying(why).rejection();
    }

    private static String header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value).orElse("");
    }
}
