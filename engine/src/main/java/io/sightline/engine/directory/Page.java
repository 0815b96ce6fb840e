package io.sightline.engine.directory;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list. By position it is stable while the list changes and costs the same at any depth; by offset it can jump,
 * within the first {@link #DEEPEST} rows.
 *
 * @param direction which side of the position; without a position the beginning or the end of the list
 * @param offset rows skipped from there, for a jump
 */
public record Page(@Nullable Position position, Direction direction, int offset, int limit) {

    /** Rows in one page at most. */
    public static final int MOST = 500;

    /** How deep an offset may reach, its page included. */
    public static final int DEEPEST = 10_000;

    /** Which way from the position. */
    public enum Direction {
        AFTER,
        BEFORE
    }

    public Page {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("A page has 1 to " + MOST + " rows and not " + limit);
        }
        if (offset < 0 || offset + limit > DEEPEST) {
            throw new IllegalArgumentException("Pages are reached by offset within the first " + DEEPEST + " rows");
        }
    }

    public static Page first(int limit) {
        return new Page(null, Direction.AFTER, 0, limit);
    }

    /** The end of the list, in the list's own order. */
    public static Page last(int limit) {
        return new Page(null, Direction.BEFORE, 0, limit);
    }

    public static Page after(Position position, int limit) {
        return new Page(position, Direction.AFTER, 0, limit);
    }

    /** The rows right before a position, in the list's own order. */
    public static Page before(Position position, int limit) {
        return new Page(position, Direction.BEFORE, 0, limit);
    }

    public static Page at(int offset, int limit) {
        return new Page(null, Direction.AFTER, offset, limit);
    }
}
