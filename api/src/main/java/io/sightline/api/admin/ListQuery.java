package io.sightline.api.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/**
 * What one call asks of a list.
 *
 * @param limit items on a page
 * @param sort one of the orders the list declares
 * @param filters the values of the filters in use, by name
 * @param skip items before the page, when it is asked for by its number; otherwise 0
 * @param after the position to go on after, or null at the beginning
 * @param choice the filters and the order as they were asked for
 */
record ListQuery(
        int limit,
        String sort,
        Map<String, Object> filters,
        int skip,
        @Nullable String after,
        Map<String, String> choice,
        String path,
        Cursors cursors) {

    ListQuery {
        filters = Map.copyOf(filters);
        choice = Map.copyOf(choice);
    }

    /** The value of a filter that the list declares, if the call uses it. */
    @SuppressWarnings("unchecked") // A filter's value was made by the filter of that name.
    <T> Optional<T> value(Filter<T> filter) {
        return Optional.ofNullable((T) filters.get(filter.name()));
    }

    /** Whether the order is from the last to the first. */
    boolean descending() {
        return sort.startsWith("-");
    }

    String cursor(String position) {
        return cursors.text(path, new Cursors.Cursor(choice, position));
    }

    /** The answer, with the addresses of its neighbours (RFC 8288). */
    HttpResponse linked(HttpResponse response, @Nullable String nextCursor) {
        StringBuilder first = new StringBuilder(path).append("?limit=").append(limit);
        choice.forEach((name, value) ->
                first.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        String links = "<" + first + ">; rel=\"first\"";
        if (nextCursor != null) {
            links += ", <" + path + "?limit=" + limit + "&cursor=" + nextCursor + ">; rel=\"next\"";
        }
        return response.addHeader(RawHeader.create("Link", links));
    }
}
