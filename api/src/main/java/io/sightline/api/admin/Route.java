package io.sightline.api.admin;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One thing the admin plane does.
 *
 * @param access who may call it; a route without one cannot be made
 * @param queries the query parameters it understands; any other is refused
 * @param list what may be asked of it when it is a list
 * @param sighted whether it keeps to the caller's sight by itself, though its path names nothing that is in sight or not
 * @param users whether a caller who is a user may call it, about itself and nobody else
 */
record Route(
        Method method,
        PathTemplate path,
        Access access,
        Set<String> queries,
        @Nullable ListSpec list,
        Repeats repeats,
        boolean sighted,
        boolean users,
        Handler handler) {

    /** What may be for everybody; it tells nothing of anybody. */
    private static final List<String> OPEN = List.of("/health/", "/api/openapi.json", "/api/docs", Problem.PAGE);

    /** The ways in are for everybody too. */
    private static final Set<String> SIGN_IN =
            Set.of("POST /api/v1/session", "POST " + OidcRoutes.PATH, "POST " + OidcRoutes.PATH + "/nonce");

    /** How a call is known when it is sent again. */
    enum Repeats {
        /** By what it says: repeating it is harmless. */
        BY_CONTENT,
        /** By its Idempotency-Key, if it has one. */
        BY_KEY,
        /** By its Idempotency-Key, without which it is refused. */
        BY_KEY_ALONE
    }

    /** Answers one call; a failed stage becomes a problem in one place. */
    interface Handler {
        CompletionStage<HttpResponse> handle(Call call);
    }

    Route {
        Objects.requireNonNull(access, () -> method + " " + path + " does not declare who may call it");
        boolean open = OPEN.stream().anyMatch(path.text()::startsWith) || SIGN_IN.contains(method + " " + path);
        if (access instanceof Access.Anyone && !open) {
            throw new IllegalArgumentException("Only health and the description are for everybody, not " + path);
        }
        if (repeats != Repeats.BY_CONTENT && (method != Method.POST || access instanceof Access.Anyone)) {
            throw new IllegalArgumentException("Only a POST of somebody known is told by a key, not " + path);
        }
        if (users && !path.isOfAUser() && !path.isOfOneself()) {
            throw new IllegalArgumentException("Only what is of one user is a user's own, not " + path);
        }
        queries = Set.copyOf(queries);
    }

    static Route get(String path, Scope scope, Handler handler) {
        return of(Method.GET, path, new Access.Holder(scope), handler);
    }

    static Route post(String path, Scope scope, Handler handler) {
        return of(Method.POST, path, new Access.Holder(scope), handler);
    }

    static Route put(String path, Scope scope, Handler handler) {
        return of(Method.PUT, path, new Access.Holder(scope), handler);
    }

    static Route patch(String path, Scope scope, Handler handler) {
        return of(Method.PATCH, path, new Access.Holder(scope), handler);
    }

    static Route delete(String path, Scope scope, Handler handler) {
        return of(Method.DELETE, path, new Access.Holder(scope), handler);
    }

    /** One that anyone may ask. */
    static Route open(String path, Handler handler) {
        return of(Method.GET, path, new Access.Anyone(), handler);
    }

    /** One that whoever is known may call, about themselves. */
    static Route known(Method method, String path, Handler handler) {
        return of(method, path, new Access.Known(), handler);
    }

    static Route of(Method method, String path, Access access, Handler handler) {
        return new Route(
                method, PathTemplate.of(path), access, Set.of(), null, Repeats.BY_CONTENT, false, false, handler);
    }

    /** The same route, understanding these query parameters as well. */
    Route asking(String... parameters) {
        Set<String> all = new HashSet<>(queries);
        all.addAll(Set.of(parameters));
        return new Route(method, path, access, all, list, repeats, sighted, users, handler);
    }

    /** The same route, answering with pages of a list. */
    Route listing(ListSpec spec) {
        Set<String> all = new HashSet<>(queries);
        all.addAll(spec.parameters());
        return new Route(method, path, access, all, spec, repeats, sighted, users, handler);
    }

    /** The same route, answering with pages of a list of the directory. */
    Route listing(Listing listing) {
        return listing(listing.spec()).asking(listing.parameters().toArray(String[]::new));
    }

    /** The same route, answering with all of such a list as a file. */
    Route exporting(Listing listing) {
        return asking(listing.spec().choices().toArray(String[]::new)).asking("atLeast", Exported.FORMAT);
    }

    /** The same route, which creates something and so wants an Idempotency-Key. */
    Route creating() {
        return new Route(method, path, access, queries, list, Repeats.BY_KEY_ALONE, sighted, users, handler);
    }

    /** The same route, which heeds an Idempotency-Key. */
    Route repeatable() {
        return new Route(method, path, access, queries, list, Repeats.BY_KEY, sighted, users, handler);
    }

    /** The same route, which a caller who is a user may call for itself, as {@code me} or with its own id. */
    Route own() {
        return new Route(method, path, access, queries, list, repeats, sighted, true, handler);
    }

    /**
     * The same route, which shows and changes what is in the caller's sight alone, though its path names no such thing. Without
     * it such a route is for those who see everything.
     */
    Route inSight() {
        return new Route(method, path, access, queries, list, repeats, true, users, handler);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
