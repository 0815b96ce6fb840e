package io.sightline.api.admin;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All routes, and which of them a request means. Refuses at start what could mean two of them. */
final class RouteTable {

    /** What a method and a path mean. */
    sealed interface Match {
        record Found(Route route, Map<String, String> names) implements Match {}

        /** The path is known with other methods. */
        record OtherMethods(Set<Method> allowed) implements Match {}

        record Nothing() implements Match {}
    }

    private final List<Route> routes;

    /** @throws IllegalArgumentException when two routes of one method could take one path and neither is more exact */
    RouteTable(List<Route> routes) {
        for (int i = 0; i < routes.size(); i++) {
            for (int j = i + 1; j < routes.size(); j++) {
                Route one = routes.get(i);
                Route other = routes.get(j);
                if (one.method() == other.method() && one.path().isConfusedWith(other.path())) {
                    throw new IllegalArgumentException(one + " and " + other + " cannot be told apart");
                }
            }
        }
        this.routes = routes.stream()
                .sorted(Comparator.comparingInt((Route route) -> -route.path().exactness()))
                .toList();
    }

    List<Route> routes() {
        return routes;
    }

    Match find(String method, List<String> path) {
        Set<Method> allowed = EnumSet.noneOf(Method.class);
        for (Route route : routes) {
            Optional<Map<String, String>> names = route.path().match(path);
            if (names.isPresent()) {
                if (route.method().name().equals(method)) {
                    return new Match.Found(route, names.get());
                }
                allowed.add(route.method());
            }
        }
        return allowed.isEmpty() ? new Match.Nothing() : new Match.OtherMethods(allowed);
    }
}
