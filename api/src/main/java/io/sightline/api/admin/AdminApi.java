package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.sightline.engine.access.ApiKey;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request from its first line to its answer: names it, finds its route, lets in who may call it, has it handled, and
 * turns whatever goes wrong into a problem. Default is deny: what no route declares is not there.
 */
final class AdminApi {

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String REQUEST_ID_HEADER = "X-Request-Id";

    private final RouteTable routes;
    private final ApiKeys keys;
    private final AdminSettings settings;
    private final Call.Limits limits;

    AdminApi(RouteTable routes, ApiKeys keys, AdminSettings settings, Materializer materializer) {
        this.routes = routes;
        this.keys = keys;
        this.settings = settings;
        this.limits = new Call.Limits(settings.maxBodyBytes(), settings.receiveDeadline(), materializer);
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        String id = request.getHeader(REQUEST_ID_HEADER)
                .map(HttpHeader::value)
                .filter(given -> REQUEST_ID.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        return answer(request, id)
                .exceptionally(failure -> Problem.of(failure, id).response(id))
                .thenCompose(response -> read(request, response))
                .thenApply(response -> response.addHeader(RawHeader.create(REQUEST_ID_HEADER, id))
                        .addHeader(RawHeader.create("Cache-Control", "no-store"))
                        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff")));
    }

    /** Reads away a body that no handler has read: a client that still sends would not see the answer. */
    private CompletionStage<HttpResponse> read(HttpRequest request, HttpResponse response) {
        if (request.entity().isStrict() || !response.entity().isStrict()) {
            return CompletableFuture.completedStage(response);
        }
        return request.entity()
                .withSizeLimit(Call.DISCARDED)
                .getDataBytes()
                .completionTimeout(settings.receiveDeadline())
                .runWith(Sink.ignore(), limits.materializer())
                .handle((done, alreadyReadOrTooMuch) -> response);
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, String id) {
        try {
            RouteTable.Match match = routes.find(request.method().name(), path(request));
            if (match instanceof RouteTable.Match.Found found) {
                return admitted(found.route(), request)
                        .thenCompose(caller -> handled(
                                found,
                                new Call(
                                        id,
                                        caller.orElse(null),
                                        request,
                                        found.names(),
                                        queries(found.route(), request),
                                        limits)));
            }
            if (match instanceof RouteTable.Match.OtherMethods other) {
                String allowed = other.allowed().stream().map(Enum::name).collect(Collectors.joining(", "));
                throw Problem.of(405, "method", "This path has other methods")
                        .with("Allow", allowed)
                        .rejection();
            }
            throw Problem.notFound("path").rejection();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<HttpResponse> handled(RouteTable.Match.Found found, Call call) {
        CompletionStage<HttpResponse> answer;
        try {
            answer = found.route().handler().handle(call);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        // A copy, so that a handler's stage is not completed from outside.
        CompletableFuture<HttpResponse> timely = answer.toCompletableFuture()
                .copy()
                .orTimeout(settings.answerDeadline().toMillis(), TimeUnit.MILLISECONDS);
        if (!found.route().method().changes()) {
            return timely;
        }
        return timely.exceptionally(failure -> Problem.of(failure, call.id()).response(call.id()))
                .thenApply(response -> {
                    Audit.record(call, found.route(), response.status().intValue());
                    return response;
                });
    }

    /** The caller, or empty for a route that anyone may call; a failed stage for everyone else. */
    private CompletionStage<Optional<ApiKey>> admitted(Route route, HttpRequest request) {
        if (!(route.access() instanceof Access.Holder holder)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        @Nullable String presented = bearer(request);
        if (presented == null) {
            throw unauthorized("Send the header Authorization: Bearer and a key")
                    .rejection();
        }
        return keys.authenticate(presented).thenApply(found -> {
            ApiKey key =
                    found.orElseThrow(() -> unauthorized("The key is not known").rejection());
            if (!key.scopes().contains(holder.scope().code())) {
                throw Problem.of(403, "scope", "The key may not do this")
                        .saying("It lacks " + holder.scope().code())
                        .rejection();
            }
            return found;
        });
    }

    private static @Nullable String bearer(HttpRequest request) {
        return request.getHeader("Authorization")
                .map(HttpHeader::value)
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim())
                .orElse(null);
    }

    private static Problem unauthorized(String detail) {
        return Problem.of(401, "unauthorized", "A key is needed").saying(detail).with("WWW-Authenticate", "Bearer");
    }

    private static List<String> path(HttpRequest request) {
        List<String> segments = new ArrayList<>();
        for (String segment : request.getUri().pathSegments()) {
            segments.add(segment);
        }
        return segments;
    }

    private static Map<String, String> queries(Route route, HttpRequest request) {
        Uri uri = request.getUri();
        Map<String, String> queries = new HashMap<>();
        for (var each : uri.query().toList()) {
            if (!route.queries().contains(each.first())) {
                throw Problem.malformed("There is no query parameter " + each.first())
                        .rejection();
            }
            if (queries.put(each.first(), each.second()) != null) {
                throw Problem.malformed("The query parameter " + each.first() + " comes twice")
                        .rejection();
            }
        }
        return queries;
    }
}
