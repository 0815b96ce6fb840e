package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a list may be asked. A route declares it, every call is read by it before the handler sees the call, and a test compares
 * it with the description.
 *
 * @param sorts the orders there are, such as {@code -createdAt} for the newest first; the first unless another is asked for;
 *     none when the list has but one
 * @param pages whether a page may be asked for by its number, as far as {@link #DEEPEST}
 */
record ListSpec(List<String> sorts, List<Filter<?>> filters, boolean pages) {

    static final int DEFAULT = 50;
    static final int MOST = 200;
    /** Bytes of all filters and the order together, for a cursor has to hold them and still be a part of an address. */
    static final int MOST_BYTES = 3_000;
    /** The last item that a page by its number may hold. */
    static final int DEEPEST = 10_000;

    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final String PAGE = "page";
    private static final String SORT = "sort";

    ListSpec {
        sorts = List.copyOf(sorts);
        filters = List.copyOf(filters);
    }

    /** A list in these orders, the first unless another is asked for. */
    static ListSpec sortedBy(String... sorts) {
        return new ListSpec(List.of(sorts), List.of(), false);
    }

    /** A list in its own order. */
    static ListSpec inOrder() {
        return new ListSpec(List.of(), List.of(), false);
    }

    ListSpec filteredBy(Filter<?>... more) {
        List<Filter<?>> all = new ArrayList<>(filters);
        all.addAll(List.of(more));
        return new ListSpec(sorts, all, pages);
    }

    /** The same, where pages may be asked for by their numbers. */
    ListSpec paged() {
        return new ListSpec(sorts, filters, true);
    }

    /** The query parameters it understands. */
    Set<String> parameters() {
        Set<String> names = new HashSet<>(Set.of(LIMIT, CURSOR));
        if (pages) {
            names.add(PAGE);
        }
        if (!sorts.isEmpty()) {
            names.add(SORT);
        }
        filters.forEach(filter -> names.add(filter.name()));
        return names;
    }

    /**
     * What a call asks. A cursor brings the filters and the order it began with; those the call names besides must be the same.
     *
     * @throws Rejection when a value is out of range or none, or the cursor is not of this list
     */
    ListQuery read(Map<String, String> queries, String path, Cursors cursors) {
        int limit = number(queries, LIMIT, DEFAULT, MOST);
        String text = queries.get(CURSOR);
        Map<String, String> choice = choice(queries);
        @Nullable String after = null;
        if (text != null) {
            if (queries.containsKey(PAGE)) {
                throw Problem.malformed("Either page or cursor").rejection();
            }
            Cursors.Cursor cursor = cursors.open(path, text);
            if (!cursor.choice().entrySet().containsAll(choice.entrySet())) {
                throw Problem.of(ProblemType.CURSOR)
                        .saying("It began with another filter or order")
                        .rejection();
            }
            choice.putAll(cursor.choice());
            after = cursor.position();
        }
        int page = pages ? number(queries, PAGE, 1, DEEPEST) : 1;
        if ((long) page * limit > DEEPEST) {
            throw Problem.malformed(
                            "page reaches as far as item " + DEEPEST + "; follow nextCursor or narrow the list down")
                    .rejection();
        }
        Chosen chosen = chosen(choice);
        return new ListQuery(limit, chosen.sort(), chosen.filters(), (page - 1) * limit, after, choice, path, cursors);
    }

    /** The filters and the order among the query parameters of a call. */
    private Map<String, String> choice(Map<String, String> queries) {
        Map<String, String> choice = new LinkedHashMap<>();
        queries.forEach((name, value) -> {
            if (name.equals(SORT)
                    || filters.stream().anyMatch(filter -> filter.name().equals(name))) {
                choice.put(name, value);
            }
        });
        if (choice.values().stream()
                        .mapToInt(value -> value.getBytes(StandardCharsets.UTF_8).length)
                        .sum()
                > MOST_BYTES) {
            throw Problem.malformed("Filters have at most " + MOST_BYTES + " bytes in all")
                    .rejection();
        }
        return choice;
    }

    /**
     * An order and what narrows the list down.
     *
     * @param filters the values of the filters in use, by name
     */
    record Chosen(String sort, Map<String, Object> filters) {

        /** The value of a filter that the list declares, if the call uses it. */
        @SuppressWarnings("unchecked") // A filter's value was made by the filter of that name.
        <T> Optional<T> value(Filter<T> filter) {
            return Optional.ofNullable((T) filters.get(filter.name()));
        }
    }

    /**
     * What a call chooses of a list that is answered as a whole.
     *
     * @throws Rejection when a value is none
     */
    Chosen whole(Map<String, String> queries) {
        return chosen(choice(queries));
    }

    private Chosen chosen(Map<String, String> choice) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Filter<?> filter : filters) {
            String value = choice.get(filter.name());
            if (value != null) {
                values.put(filter.name(), filter.read(value));
            }
        }
        return new Chosen(sort(choice), values);
    }

    /** The query parameters of such a list. */
    Set<String> choices() {
        Set<String> names = new HashSet<>(parameters());
        names.removeAll(Set.of(LIMIT, CURSOR, PAGE));
        return names;
    }

    private String sort(Map<String, String> choice) {
        String sort = choice.get(SORT);
        if (sort == null) {
            return sorts.isEmpty() ? "" : sorts.get(0);
        }
        if (!sorts.contains(sort)) {
            throw Problem.malformed("sort is one of " + String.join(", ", sorts))
                    .rejection();
        }
        return sort;
    }

    private static int number(Map<String, String> queries, String name, int otherwise, int most) {
        String text = queries.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw Problem.malformed(name + " is a number from 1 to " + most).rejection();
        }
        return Integer.parseInt(text);
    }
}
