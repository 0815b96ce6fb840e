package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
 * One page of a list. Its cursor is opaque to callers.
 *
 * @param next where the next page begins, or null after the last
 */
record Page<T>(List<T> items, @Nullable String next) {

    static final int DEFAULT = 50;
    static final int MOST = 200;

    /** @throws Rejection unless it is 1 to {@link #MOST} */
    static int limit(Call call) {
        String text = call.query("limit").orElse(Integer.toString(DEFAULT));
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw Problem.malformed("limit is a number from 1 to " + MOST).rejection();
        }
        return Integer.parseInt(text);
    }

    /** The text that a cursor was made of, or null for the first page. */
    static @Nullable String cursor(Call call) {
        return call.query("cursor")
                .map(text -> {
                    try {
                        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                    } catch (IllegalArgumentException e) {
                        throw Problem.malformed("cursor is none of this API").rejection();
                    }
                })
                .orElse(null);
    }

    static String cursor(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The page a call asks for of a list held in memory, whose items are told apart by a key. */
    static <T> Page<T> of(Call call, List<T> all, Function<T, String> key) {
        int limit = limit(call);
        String after = cursor(call);
        int from = 0;
        if (after != null) {
            while (from < all.size() && !key.apply(all.get(from)).equals(after)) {
                from++;
            }
            from++;
        }
        List<T> items = all.subList(Math.min(from, all.size()), Math.min(from + limit, all.size()));
        boolean more = from + limit < all.size();
        return new Page<>(items, more ? cursor(key.apply(items.get(items.size() - 1))) : null);
    }

    ObjectNode view(Function<T, ObjectNode> item) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("items");
        items.forEach(each -> list.add(item.apply(each)));
        if (next != null) {
            body.put("nextCursor", next);
        }
        return body;
    }

    /** The page as an answer, each item read for itself; one that has gone meanwhile is left out. */
    CompletionStage<HttpResponse> answer(Function<T, CompletionStage<Optional<ObjectNode>>> item) {
        List<CompletableFuture<Optional<ObjectNode>>> reads = items.stream()
                .map(each -> item.apply(each).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<ObjectNode> found =
                    reads.stream().flatMap(read -> read.join().stream()).toList();
            return Json.response(200, new Page<>(found, next).view(each -> each));
        });
    }
}
