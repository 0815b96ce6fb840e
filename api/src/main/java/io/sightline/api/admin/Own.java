package io.sightline.api.admin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * What a caller who is a user finds: the routes marked as a user's own, with its own id or {@code me} for it, and nothing else.
 * To any other caller {@code me} is nobody.
 */
final class Own {

    private static final String USER = "id";
    private static final String ME = "me";
    private static final String PATH_OF_ME = "/api/v1/users/" + ME;

    private Own() {}

    /** What a request means to its caller: its route with the user's id, and the request with that id in its path. */
    record Meant(RouteTable.Match.Found found, HttpRequest request) {}

    /** Ends the call when it means nothing to the caller. */
    static Meant meant(RouteTable.Match.Found found, HttpRequest request, Caller caller) {
        boolean me = found.route().path().isOfAUser() && ME.equals(found.names().get(USER));
        Optional<UserId> subject = caller.subject();
        if (subject.isEmpty()) {
            if (me) {
                throw Problem.notFound(USER).rejection();
            }
            return new Meant(found, request);
        }
        if (found.route().users() && found.route().path().isOfOneself()) {
            return new Meant(found, request);
        }
        String user = subject.get().value();
        if (!found.route().users() || !(me || user.equals(found.names().get(USER)))) {
            throw Problem.notFound("path").rejection();
        }
        if (caller.actsFor().isPresent() && isInPerson(found.route())) {
            throw Problem.of(ProblemType.FORBIDDEN)
                    .saying("Nobody does this for another")
                    .rejection();
        }
        return me ? named(found, request, user) : new Meant(found, request);
    }

    /** What a user does in person or not at all: setting a password, and leaving for good. */
    static boolean isInPerson(Route route) {
        String path = route.path().text();
        return path.endsWith("/password") || (route.method() == Method.DELETE && path.equals("/api/v1/users/{id}"));
    }

    /** Named in the path too, because the audit, cursors and repeated requests are known by it. */
    private static Meant named(RouteTable.Match.Found found, HttpRequest request, String user) {
        String path = request.getUri().path();
        if (!path.startsWith(PATH_OF_ME)) {
            throw Problem.notFound("path").rejection();
        }
        Map<String, String> names = new HashMap<>(found.names());
        names.put(USER, user);
        String named = "/api/v1/users/" + user + path.substring(PATH_OF_ME.length());
        return new Meant(
                new RouteTable.Match.Found(found.route(), names),
                request.withUri(request.getUri().path(named)));
    }
}
