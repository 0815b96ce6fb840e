package io.sightline.engine.directory;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a document must be like to be in a list. */
public sealed interface Filter {

    /** Codes in one filter; a scope of an administrator is the largest. */
    int CODES = 10_000;

    /**
     * The field has at least one of these codes; a text is one of these, but for case and accents. The field {@code id} can be
     * named as well.
     */
    record AnyOf(String field, Set<String> codes) implements Filter {
        public AnyOf {
            codes = Set.copyOf(codes);
            if (codes.size() > CODES) {
                throw new IllegalArgumentException(
                        field + " is one of " + codes.size() + " codes; " + CODES + " may be");
            }
        }
    }

    /**
     * The number, or the milliseconds of the time, lies in a range.
     *
     * @param from the first that does, or null for any
     * @param until the first after it that does not, or null for any
     */
    record Between(
            String field, @Nullable Long from, @Nullable Long until) implements Filter {}

    /** The field is empty. */
    record Empty(String field) implements Filter {}

    /** This does not hold. */
    record Not(Filter filter) implements Filter {}

    /** At least one of these holds. */
    record Either(List<Filter> filters) implements Filter {
        public Either {
            filters = List.copyOf(filters);
        }
    }
}
