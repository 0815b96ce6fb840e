package io.sightline.engine.directory;

import java.util.List;

/**
 * What is asked of one kind of document. All filters must hold and every word of the search must be found, in whichever field.
 *
 * @param search what the fields that can be searched are to hold; empty for anything
 * @param order the first field decides, then the next; the id comes last and is never needed here. Empty fields come last
 *     either way
 * @param facets the fields whose codes are counted, over what the query finds when the field's own filter is left out
 * @param count whether all that is found is counted
 */
public record Query(
        DocumentKind kind,
        String search,
        List<Filter> filters,
        List<Order> order,
        Page page,
        List<String> facets,
        boolean count) {

    /** Fields that one list may be sorted by. */
    public static final int ORDERS = 4;

    public Query {
        filters = List.copyOf(filters);
        order = List.copyOf(order);
        facets = List.copyOf(facets);
        if (search.length() > Words.CHARACTERS || Words.of(search).size() > Words.MOST) {
            throw new IllegalArgumentException(
                    "A search has at most " + Words.MOST + " words and " + Words.CHARACTERS + " characters");
        }
        if (order.size() > ORDERS) {
            throw new IllegalArgumentException("A list is sorted by at most " + ORDERS + " fields");
        }
        filters.forEach(filter -> check(kind, filter));
        for (Order by : order) {
            if (!by.field().equals(DocumentKind.ID)) {
                kind.field(by.field(), Field.Use.SORT);
            }
        }
        facets.forEach(facet -> kind.field(facet, Field.Use.FACET));
        if (page.position() != null && page.position().keys().size() != order.size()) {
            throw new IllegalArgumentException("The position is of a list in another order");
        }
    }

    private static void check(DocumentKind kind, Filter filter) {
        if (filter instanceof Filter.AnyOf any && !any.field().equals(DocumentKind.ID)) {
            Field field = kind.field(any.field(), Field.Use.FILTER);
            if (field.type() != Field.Type.CODE && field.type() != Field.Type.TEXT) {
                throw new IllegalArgumentException(kind.name() + "." + field.name() + " holds no codes");
            }
        } else if (filter instanceof Filter.Between between) {
            Field field = kind.field(between.field(), Field.Use.FILTER);
            if (field.type() != Field.Type.NUMBER && field.type() != Field.Type.TIME) {
                throw new IllegalArgumentException(kind.name() + "." + field.name() + " holds no numbers");
            }
        } else if (filter instanceof Filter.Empty empty) {
            kind.field(empty.field(), Field.Use.FILTER);
        } else if (filter instanceof Filter.Not not) {
            check(kind, not.filter());
        } else if (filter instanceof Filter.Either either) {
            either.filters().forEach(each -> check(kind, each));
        }
    }

    /** By one field, upwards or downwards; the field {@code id} can be named as well. */
    public record Order(String field, boolean descending) {}

    /** Everything of a kind, by id. */
    public static Query all(DocumentKind kind, int limit) {
        return new Query(kind, "", List.of(), List.of(), Page.first(limit), List.of(), false);
    }

    public Query searching(String text) {
        return new Query(kind, text, filters, order, page, facets, count);
    }

    public Query filtered(Filter... by) {
        return new Query(kind, search, List.of(by), order, page, facets, count);
    }

    public Query sorted(Order... by) {
        return new Query(kind, search, filters, List.of(by), page, facets, count);
    }

    public Query at(Page other) {
        return new Query(kind, search, filters, order, other, facets, count);
    }

    public Query counting(String... fields) {
        return counting(List.of(fields), true);
    }

    public Query counting(List<String> fields, boolean all) {
        return new Query(kind, search, filters, order, page, fields, all);
    }
}
