package io.sightline.engine.directory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A place in a list, which stays where it is when the document that stood there changes or goes. It holds what the list is
 * sorted by and so may hold personal data: whoever lets it out of the process encrypts it.
 *
 * @param keys what the document is sorted by, one for each field of the order: a sort key, a number in decimals, or null when
 *     the field is empty
 * @param id the document's
 */
public record Position(List<@Nullable String> keys, String id) {

    public Position {
        List<@Nullable String> copy = new ArrayList<>(keys);
        keys = Collections.unmodifiableList(copy);
    }

    /** Where a document stands in the order of a query. */
    static Position of(Document document, List<Query.Order> order) {
        List<@Nullable String> keys = new ArrayList<>();
        for (Query.Order by : order) {
            keys.add(key(document, by.field()));
        }
        return new Position(keys, document.id());
    }

    private static @Nullable String key(Document document, String field) {
        if (field.equals(DocumentKind.ID)) {
            return document.id();
        }
        Value value = document.values().get(field);
        if (value instanceof Value.Text text) {
            return Words.sortKey(text.text());
        }
        if (value instanceof Value.Codes codes) {
            return codes.codes().get(0);
        }
        return value instanceof Value.Figure number ? Long.toString(number.number()) : null;
    }

    @Override
    public String toString() {
        return "Position[" + id + "]";
    }
}
