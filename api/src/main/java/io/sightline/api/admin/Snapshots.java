package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.Uri;

/**
 * What something shows of itself at the moment, in the words of the route that reads it: what a change of a part did is seen on
 * the whole. Whoever may change it need not be allowed to read it, for nobody is shown this but by the audit.
 */
final class Snapshots {

    private static final String ROOT = "api/v1/";

    /** Collections whose members are read elsewhere. */
    private static final Map<String, String> ELSEWHERE = Map.of("sub-users", "users");

    /** Parts of a thing that are changed by themselves and do not show on the whole. */
    private static final Set<String> PARTS =
            Set.of("service", "licences", "profile", "areas", "branding", "registration");

    private final RouteTable routes;

    Snapshots(RouteTable routes) {
        this.routes = routes;
    }

    /** The path's parts. */
    static List<String> segments(Uri uri) {
        List<String> segments = new ArrayList<>();
        uri.pathSegments().forEach(segments::add);
        return segments;
    }

    /** The path as the audit names objects: {@code users/42}. */
    static String name(List<String> path) {
        String whole = String.join("/", path);
        return whole.startsWith(ROOT) ? whole.substring(ROOT.length()) : whole;
    }

    /** The kind of thing that the path leads to, as paths say it: {@code users}. */
    static String collection(List<String> path) {
        String name = name(path);
        int end = name.indexOf('/');
        return end < 0 ? name : name.substring(0, end);
    }

    /** The part of a thing that the path leads to, which is read by itself; empty when it leads to the thing. */
    static Optional<String> part(List<String> path) {
        return path.stream().skip(1).filter(PARTS::contains).findFirst();
    }

    /** Names of parts that are read by themselves. */
    static Set<String> parts() {
        return PARTS;
    }

    /** The innermost thing on the path that can be read by itself; empty when there is none, or it is not there. */
    CompletionStage<Optional<ObjectNode>> read(Call call, List<String> path) {
        for (int length = path.size(); length > 2; length--) {
            List<String> part = path.subList(0, length);
            String elsewhere = ELSEWHERE.get(path.get(length - 2));
            if (elsewhere != null) {
                part = List.of(path.get(0), path.get(1), elsewhere, path.get(length - 1));
            }
            if (routes.find(Method.GET.name(), part) instanceof RouteTable.Match.Found found && isOneThing(found)) {
                return read(call, found);
            }
        }
        return CompletableFuture.completedStage(Optional.empty());
    }

    private static boolean isOneThing(RouteTable.Match.Found found) {
        String path = found.route().path().text();
        return found.route().list() == null
                && (path.endsWith("}") || PARTS.contains(path.substring(path.lastIndexOf('/') + 1)))
                && !(found.route().access() instanceof Access.Anyone);
    }

    private static CompletionStage<Optional<ObjectNode>> read(Call call, RouteTable.Match.Found found) {
        Call reading =
                new Call(call.id(), call.caller(), call.request(), found.names(), Map.of(), null, null, call.limits());
        try {
            return found.route()
                    .handler()
                    .handle(reading)
                    .thenApply(Snapshots::body)
                    // What cannot be shown now must not keep anybody from changing it.
                    .exceptionally(unreadable -> Optional.empty());
        } catch (RuntimeException refused) {
            return CompletableFuture.completedStage(Optional.empty());
        }
    }

    private static Optional<ObjectNode> body(HttpResponse response) {
        return response.status().equals(StatusCodes.OK) && response.entity() instanceof HttpEntity.Strict strict
                ? Optional.of(Json.read(strict.getData().toArray()))
                : Optional.empty();
    }
}
