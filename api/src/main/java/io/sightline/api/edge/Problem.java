package io.sightline.api.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Why a request is not answered as asked, as RFC 9457 has it. Its code and title are constants of ours, so that nothing of the
 * request comes back.
 *
 * @param code stable, for programs
 * @param headers that go with the answer
 */
record Problem(int status, String code, String title, Map<String, String> headers) {

    static final Problem MALFORMED = of(400, "malformed", "The request is not what this address takes");
    static final Problem UNKNOWN = of(404, "unknown", "There is nothing at this address");
    static final Problem TOO_LARGE = of(413, "limit", "The request is larger than it may be");
    static final Problem MEDIA_TYPE = of(415, "media-type", "The body's Content-Type is not taken here");
    static final Problem ORIGIN = of(403, "origin", "Pages of this origin may not use the client plane");
    static final Problem CREDENTIALS = of(401, "credentials", "Login or password are wrong");
    static final Problem SUSPENDED = of(403, "suspended", "The user is suspended");
    static final Problem UNAVAILABLE =
            of(503, "unavailable", "The answer is not known at present").with("Retry-After", "2");
    static final Problem TOKEN =
            of(401, "token", "A token is missing or no longer good").with("WWW-Authenticate", "Bearer");

    Problem {
        headers = Map.copyOf(headers);
    }

    static Problem of(int status, String code, String title) {
        return new Problem(status, code, title, Map.of());
    }

    static Problem throttled(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return of(429, "throttled", "Too many sign-ins; try again later").with("Retry-After", Long.toString(seconds));
    }

    static Problem method(String allowed) {
        return of(405, "method", "This address takes other methods").with("Allow", allowed);
    }

    Problem with(String header, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Problem(status, code, title, more);
    }

    byte[] json() {
        return ("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"code\":\"" + code
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
