package io.sightline.engine.directory;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items in the query's order
 * @param total how many documents the query finds, or null when it was not asked
 * @param facets by field; each holds its {@link #FACETS} most frequent codes, the most frequent first, then by code
 * @param previous what to ask {@link Page#before} for the page before this one, or null when there is none
 * @param next what to ask {@link Page#after} for the page behind this one, or null when there is none
 */
public record Result(
        List<Document> items,
        @Nullable Long total,
        Map<String, List<Facet>> facets,
        @Nullable Position previous,
        @Nullable Position next) {

    /** Codes told of one facet. */
    public static final int FACETS = 100;

    public Result {
        items = List.copyOf(items);
        facets = Map.copyOf(facets);
    }

    /** How many documents have a code. */
    public record Facet(String code, long count) {}

    /**
     * The page that these documents are.
     *
     * @param found in the query's order
     * @param more whether the list goes on beyond them, in the direction of the query's page
     */
    public static Result of(
            Query query, List<Document> found, boolean more, @Nullable Long total, Map<String, List<Facet>> facets) {
        if (found.isEmpty()) {
            return new Result(found, total, facets, null, null);
        }
        Page page = query.page();
        boolean forward = page.direction() == Page.Direction.AFTER;
        boolean behind = page.position() != null || page.offset() > 0;
        boolean before = forward ? behind : more;
        boolean after = forward ? more : behind;
        Document first = found.get(0);
        Document last = found.get(found.size() - 1);
        return new Result(
                found,
                total,
                facets,
                before ? Position.of(first, query.order()) : null,
                after ? Position.of(last, query.order()) : null);
    }
}
