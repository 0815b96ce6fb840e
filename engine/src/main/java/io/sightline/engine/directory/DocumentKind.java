package io.sightline.engine.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A kind of document: what one list shows, and what may be done with it. Every kind has an id besides its fields, which a
 * search finds when it is given whole, and which breaks ties in every order.
 *
 * @param name unique among all kinds: small letters and hyphens
 * @param version counted up when documents already kept would be made differently today; the index is then built anew
 * @param owner whose document some fields are borrowed from, or null
 */
public record DocumentKind(
        String name, int version, @Nullable Owner owner, List<Field> fields) {

    /** The name by which a query sorts by id. */
    public static final String ID = "id";

    /**
     * The document of another kind from which fields are borrowed: the main user of a sub-user.
     *
     * @param field the field of codes that holds the owner's id, and only it; it can be filtered by
     * @param kind the owner's kind
     */
    public record Owner(String field, String kind) {}

    public DocumentKind {
        fields = List.copyOf(fields);
        if (!name.matches("[a-z][a-z-]{0,39}")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a kind");
        }
        Map<String, Field> named = new LinkedHashMap<>();
        for (Field field : fields) {
            if (field.name().equals(ID) || named.put(field.name(), field) != null) {
                throw new IllegalArgumentException(name + " has two fields named " + field.name());
            }
            if (field.borrowed() != null && owner == null) {
                throw new IllegalArgumentException(name + "." + field.name() + " is borrowed, but from whom?");
            }
        }
        if (owner != null) {
            Field holder = named.get(owner.field());
            if (holder == null || holder.type() != Field.Type.CODE || !holder.is(Field.Use.FILTER)) {
                throw new IllegalArgumentException(name + " cannot be filtered by its owner");
            }
        }
    }

    public static DocumentKind of(String name, int version, Field... fields) {
        return new DocumentKind(name, version, null, List.of(fields));
    }

    public Optional<Field> field(String called) {
        for (Field field : fields) {
            if (field.name().equals(called)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** @throws IllegalArgumentException when there is no such field or it does not serve for that */
    public Field field(String called, Field.Use use) {
        return field(called)
                .filter(field -> field.is(use))
                .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + called + " to " + use));
    }
}
