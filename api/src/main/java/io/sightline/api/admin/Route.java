package io.sightline.api.admin;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One thing the admin plane does.
 *
 * @param access who may call it; a route without one cannot be made
 * @param queries the query parameters it understands; any other is refused
 */
record Route(Method method, PathTemplate path, Access access, Set<String> queries, Handler handler) {

    /** Answers one call; a failed stage becomes a problem in one place. */
    interface Handler {
        CompletionStage<HttpResponse> handle(Call call);
    }

    Route {
        Objects.requireNonNull(access, () -> method + " " + path + " does not declare who may call it");
        if (access instanceof Access.Anyone && !path.text().startsWith("/health/")) {
            throw new IllegalArgumentException("Only health is for everybody, not " + path);
        }
        queries = Set.copyOf(queries);
    }

    static Route get(String path, Scope scope, Handler handler) {
        return new Route(Method.GET, PathTemplate.of(path), new Access.Holder(scope), Set.of(), handler);
    }

    static Route post(String path, Scope scope, Handler handler) {
        return new Route(Method.POST, PathTemplate.of(path), new Access.Holder(scope), Set.of(), handler);
    }

    static Route put(String path, Scope scope, Handler handler) {
        return new Route(Method.PUT, PathTemplate.of(path), new Access.Holder(scope), Set.of(), handler);
    }

    static Route patch(String path, Scope scope, Handler handler) {
        return new Route(Method.PATCH, PathTemplate.of(path), new Access.Holder(scope), Set.of(), handler);
    }

    static Route delete(String path, Scope scope, Handler handler) {
        return new Route(Method.DELETE, PathTemplate.of(path), new Access.Holder(scope), Set.of(), handler);
    }

    /** One that anyone may ask. */
    static Route open(String path, Handler handler) {
        return new Route(Method.GET, PathTemplate.of(path), new Access.Anyone(), Set.of(), handler);
    }

    /** The same route, understanding these query parameters. */
    Route asking(String... parameters) {
        return new Route(method, path, access, Set.of(parameters), handler);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
