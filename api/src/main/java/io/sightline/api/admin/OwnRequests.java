package io.sightline.api.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.sightline.api.own.OwnAnswer;
import io.sightline.api.own.OwnRequest;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;

/** Requests that the client plane has taken, in the form of this one's own, and back. */
final class OwnRequests {

    private OwnRequests() {}

    /** The scopes of what is a user's own. */
    static Set<String> scopes(List<Route> routes) {
        return routes.stream()
                .filter(Route::users)
                .flatMap(route -> route.access() instanceof Access.Holder holder
                        ? Stream.of(holder.scope().code())
                        : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Ends the call when its method, its address or its media type is none. */
    static HttpRequest request(OwnRequest asked) {
        try {
            HttpRequest request = HttpRequest.create(asked.target())
                    .withMethod(HttpMethods.lookup(asked.method())
                            .orElseThrow(() -> Problem.notFound("path").rejection()))
                    .addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(asked.address()));
            for (Map.Entry<String, String> header : asked.headers().entrySet()) {
                request = request.addHeader(RawHeader.create(header.getKey(), header.getValue()));
            }
            return asked.body().length == 0
                    ? request
                    : request.withEntity(ContentTypes.parse(asked.mediaType()), asked.body());
        } catch (Rejection known) {
            throw known;
        } catch (RuntimeException malformed) {
            throw Problem.malformed("The address or the media type is none").rejection();
        }
    }

    /** @param within which an answer that comes as a stream has to be there */
    static CompletionStage<OwnAnswer> answer(HttpResponse response, Duration within, Materializer materializer) {
        return response.entity().toStrict(within.toMillis(), materializer).thenApply(entity -> {
            byte[] content = entity.getData().toArray();
            return new OwnAnswer(
                    response.status().intValue(),
                    content.length == 0 ? "" : entity.getContentType().toString(),
                    headers(response),
                    content);
        });
    }

    private static Map<String, List<String>> headers(HttpResponse response) {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpHeader header : response.getHeaders()) {
            headers.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
        }
        return headers;
    }
}
