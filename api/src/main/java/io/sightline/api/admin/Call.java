package io.sightline.api.admin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param asked what is asked of the list, when the route is one
 * @param known the same each time a request comes under one Idempotency-Key; null for one without
 * @param names the values of the path's named segments
 */
record Call(
        String id,
        @Nullable Caller caller,
        HttpRequest request,
        Map<String, String> names,
        Map<String, String> queries,
        @Nullable ListQuery asked,
        @Nullable String known,
        Limits limits) {

    /** How much of a body nobody wants is read all the same past its limit, so that the answer is. */
    static final int DISCARDED = 1024 * 1024;

    /** What a body may be and name, and the materializer that reads it. */
    record Limits(int bodyBytes, Duration receiveDeadline, Materializer materializer, Guard guard) {}

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

    /** What is asked of the list that the route declares. */
    ListQuery list() {
        if (asked == null) {
            throw new IllegalStateException("The route is no list");
        }
        return asked;
    }

    /** The same each time this request comes under its Idempotency-Key, and of no other: ids of what it makes come from it. */
    String identity() {
        if (known == null) {
            throw new IllegalStateException("The route takes calls without a key");
        }
        return known;
    }

    /** The same call, its body read already, as one that may come again. */
    Call with(byte[] body, String identity) {
        HttpRequest strict = request.withEntity(request.entity().getContentType(), body);
        return new Call(id, caller, strict, names, queries, asked, identity, limits);
    }

    /** What is asked for, but for the query: a method and a path. */
    String line() {
        return request.method().name() + " " + request.getUri().path();
    }

    String callerId() {
        return caller == null ? "" : caller.id();
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(queries.get(name));
    }

    Optional<String> header(String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    /** The whole body as the fields of one JSON object. */
    CompletionStage<Fields> fields() {
        return body(type -> type.equals("application/json")).thenCompose(this::guarded);
    }

    /** The same as a merge patch (RFC 7396). */
    CompletionStage<Fields> patch() {
        return body(type -> type.equals("application/merge-patch+json") || type.equals("application/json"))
                .thenCompose(this::guarded);
    }

    private CompletionStage<Fields> guarded(byte[] bytes) {
        ObjectNode body = Json.read(bytes);
        return limits.guard.body(caller, body).thenApply(passed -> new Fields(body));
    }

    CompletionStage<byte[]> json() {
        return body(type -> type.equals("application/json"));
    }

    String mediaType() {
        return request.entity().getContentType().mediaType().toString();
    }

    private CompletionStage<byte[]> body(Function<String, Boolean> accepts) {
        if (!accepts.apply(mediaType())) {
            throw Problem.of(ProblemType.MEDIA_TYPE).rejection();
        }
        return whole();
    }

    /** The body, of whatever type. */
    CompletionStage<byte[]> whole() {
        return whole(request, limits);
    }

    /** The body of whatever type, up to a limit of its own. */
    CompletionStage<byte[]> whole(int most) {
        return whole(request, new Limits(most, limits.receiveDeadline, limits.materializer, limits.guard));
    }

    /** The body of a request. */
    static CompletionStage<byte[]> whole(HttpRequest request, Limits limits) {
        // What is too large is read on for a while and thrown away: a client that still sends would not see the answer.
        return request.entity()
                .withSizeLimit((long) limits.bodyBytes + DISCARDED)
                .getDataBytes()
                .completionTimeout(limits.receiveDeadline)
                .runWith(Sink.fold(new Read(limits.bodyBytes), Read::more), limits.materializer)
                .exceptionally(failure -> {
                    throw unreadable(failure, limits);
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

    private static Rejection unreadable(Throwable failure, Limits limits) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof EntityStreamSizeException) {
            return Problem.tooLarge(limits.bodyBytes).rejection();
        }
        if (cause instanceof TimeoutException) {
            return Problem.of(ProblemType.RECEIVE_DEADLINE).rejection();
        }
        return Problem.malformed("The body ended early").rejection();
    }
}
