package io.sightline.api.admin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the position of its last item, or null when nothing follows
 */
record Page<T>(ListQuery query, List<T> items, @Nullable String next) {

    /**
     * The page a call asks for of a list held in memory.
     *
     * @param position what the list is sorted by, as a text that no two items share; it also tells where a page goes on when
     *     the item that was there has gone
     */
    static <T> Page<T> of(ListQuery query, List<T> all, Function<T, String> position) {
        Comparator<String> order = query.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        String after = query.after();
        List<T> rest = all.stream()
                .filter(each -> after == null || order.compare(position.apply(each), after) > 0)
                .sorted(Comparator.comparing(position, order))
                .skip(query.skip())
                .limit(query.limit() + 1L)
                .toList();
        boolean more = rest.size() > query.limit();
        List<T> items = more ? rest.subList(0, query.limit()) : rest;
        return new Page<>(query, items, more ? position.apply(items.get(items.size() - 1)) : null);
    }

    /** A moment as a part of a position: texts in the order of time. */
    static String moment(Instant at) {
        return String.format("%012d%09d", at.getEpochSecond(), at.getNano());
    }

    /** The page as an answer. */
    HttpResponse answer(Function<T, ObjectNode> item) {
        return answer(item, Json.object());
    }

    /** The same, where the answer has further members. */
    HttpResponse answer(Function<T, ObjectNode> item, ObjectNode further) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("items");
        items.forEach(each -> list.add(item.apply(each)));
        String cursor = next == null ? null : query.cursor(next);
        body.put("nextCursor", cursor).setAll(further);
        return query.linked(Json.response(200, body), cursor);
    }

    /** The same, each item read for itself; one that has gone meanwhile is left out. */
    CompletionStage<HttpResponse> read(Function<T, CompletionStage<Optional<ObjectNode>>> item) {
        return read(item, Json.object());
    }

    /** The same, where the answer has further members. */
    CompletionStage<HttpResponse> read(Function<T, CompletionStage<Optional<ObjectNode>>> item, ObjectNode further) {
        List<CompletableFuture<Optional<ObjectNode>>> reads = items.stream()
                .map(each -> item.apply(each).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<ObjectNode> found =
                    reads.stream().flatMap(read -> read.join().stream()).toList();
            return new Page<>(query, found, next).answer(each -> each, further);
        });
    }
}
