package io.sightline.engine.domain;

/**
 * The shape of ids of what belongs to one user: the owner's id, a colon and a mark. So the owner can be told from the id alone,
 * and with it the data key that the thing's personal texts stand under.
 */
final class OwnedIds {

    private OwnedIds() {}

    /** @throws IllegalArgumentException when the text is no id, or names no owner */
    static void check(String value) {
        Ids.check(value);
        int colon = value.lastIndexOf(':');
        if (colon < 1 || colon == value.length() - 1) {
            throw new IllegalArgumentException("An id is the owner's id, a colon and a mark");
        }
    }

    static boolean fit(String value) {
        int colon = value.lastIndexOf(':');
        return colon > 0 && colon < value.length() - 1 && Ids.fit(value);
    }

    static UserId owner(String value) {
        return new UserId(value.substring(0, value.lastIndexOf(':')));
    }

    static String mark(String value) {
        return value.substring(value.lastIndexOf(':') + 1);
    }

    /** @throws IllegalArgumentException when the owner's id leaves no room for the mark */
    static String of(UserId owner, String mark) {
        return owner.value() + ":" + mark;
    }
}
