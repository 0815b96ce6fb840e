package io.sightline.api.admin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.sightline.engine.access.ApiKey;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a handler.
 *
 * @param id in every answer, problem and audit line of it
 * @param caller null for a route that anyone may call
 * @param names the values of the path's named segments
 */
record Call(
        String id,
        @Nullable ApiKey caller,
        HttpRequest request,
        Map<String, String> names,
        Map<String, String> queries,
        Limits limits) {

    /** How much of a body nobody wants is read all the same, so that the answer is. */
    static final int DISCARDED = 1024 * 1024;

    /** What a body may be, and the materializer that reads it. */
    record Limits(int bodyBytes, Duration receiveDeadline, Materializer materializer) {}

    Call {
        names = Map.copyOf(names);
        queries = Map.copyOf(queries);
    }

    /** A named segment as a value whose constructor checks it; what it refuses names nothing, so it is not found. */
    <T> T name(String segment, Function<String, T> type) {
        String text = names.get(segment);
        if (text == null) {
            throw new IllegalStateException("The path has no " + segment);
        }
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(segment).rejection();
        }
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(queries.get(name));
    }

    Optional<String> header(String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    /** The whole body as the fields of one JSON object. */
    CompletionStage<Fields> fields() {
        return body(type -> type.equals("application/json")).thenApply(bytes -> new Fields(Json.read(bytes)));
    }

    /** The same as a merge patch (RFC 7396). */
    CompletionStage<Fields> patch() {
        return body(type -> type.equals("application/merge-patch+json") || type.equals("application/json"))
                .thenApply(bytes -> new Fields(Json.read(bytes)));
    }

    CompletionStage<byte[]> json() {
        return body(type -> type.equals("application/json"));
    }

    String mediaType() {
        return request.entity().getContentType().mediaType().toString();
    }

    private CompletionStage<byte[]> body(Function<String, Boolean> accepts) {
        if (!accepts.apply(mediaType())) {
            throw Problem.of(415, "media_type", "The body is of a type this does not read")
                    .rejection();
        }
        // What is too large is read on for a while and thrown away: a client that still sends would not see the answer.
        return request.entity()
                .withSizeLimit(DISCARDED)
                .getDataBytes()
                .completionTimeout(limits.receiveDeadline)
                .runWith(Sink.fold(new Read(limits.bodyBytes), Read::more), limits.materializer)
                .exceptionally(failure -> {
                    throw unreadable(failure);
                })
                .thenApply(read -> {
                    if (read.bytes == null) {
                        throw Problem.tooLarge(limits.bodyBytes).rejection();
                    }
                    return read.bytes.result().toArray();
                });
    }

    /** A body as far as it has come; its bytes are let go once they are too many. */
    private static final class Read {

        private final int limit;
        private @Nullable ByteStringBuilder bytes = new ByteStringBuilder();
        private long length;

        Read(int limit) {
            this.limit = limit;
        }

        Read more(ByteString next) {
            length += next.size();
            if (length > limit) {
                bytes = null;
            }
            if (bytes != null) {
                bytes.append(next);
            }
            return this;
        }
    }

    private Rejection unreadable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof EntityStreamSizeException) {
            return Problem.tooLarge(limits.bodyBytes).rejection();
        }
        if (cause instanceof TimeoutException) {
            return Problem.of(408, "receive_deadline", "The body did not come in time")
                    .rejection();
        }
        return Problem.malformed("The body ended early").rejection();
    }
}
