package io.sightline.engine.directory;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One column of a kind of document.
 *
 * @param name unique within the kind: letters and digits, beginning with a small letter
 * @param borrowed the field of the owner's document that this one repeats, or null when the document has it by itself
 */
public record Field(
        String name, Type type, Set<Use> uses, @Nullable String borrowed) {

    /** What stands in a field. */
    public enum Type {
        /** What people write: one text, read without regard to case and accents. */
        TEXT,
        /** Codes and ids: one or several, compared exactly. */
        CODE,
        /** A whole number. */
        NUMBER,
        /** A point of time, in milliseconds. */
        TIME
    }

    /** What a list may do with a field; every field is shown. */
    public enum Use {
        /** A search finds parts of it ({@link Words}). */
        SEARCH,
        /** A search finds it when one of its words is the whole of it. */
        SEARCH_WHOLE,
        /** Only for codes (any of several), numbers and times (a range), and texts (the whole). */
        FILTER,
        /** A field of several codes stands where its first one does. */
        SORT,
        /** How many documents have each of its codes. */
        FACET
    }

    public Field {
        if (!name.matches("[a-z][A-Za-z0-9]{0,39}")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a field");
        }
        uses = uses.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(uses));
        boolean range = type == Type.NUMBER || type == Type.TIME;
        if (range && (uses.contains(Use.SEARCH) || uses.contains(Use.SEARCH_WHOLE))) {
            throw new IllegalArgumentException(name + " is a number and cannot be searched");
        }
        if (uses.contains(Use.FACET) && type != Type.CODE) {
            throw new IllegalArgumentException(name + " holds no codes, and so has no facets");
        }
    }

    public static Field text(String name, Use... uses) {
        return new Field(name, Type.TEXT, Set.of(uses), null);
    }

    public static Field code(String name, Use... uses) {
        return new Field(name, Type.CODE, Set.of(uses), null);
    }

    public static Field number(String name, Use... uses) {
        return new Field(name, Type.NUMBER, Set.of(uses), null);
    }

    public static Field time(String name, Use... uses) {
        return new Field(name, Type.TIME, Set.of(uses), null);
    }

    /** The same field, filled from a field of the owner's document instead of by the document itself. */
    public Field borrowing(String ownersField) {
        return new Field(name, type, uses, ownersField);
    }

    public boolean is(Use use) {
        return uses.contains(use);
    }
}
