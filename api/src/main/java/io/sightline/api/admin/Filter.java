package io.sightline.api.admin;

import java.util.Arrays;
import java.util.function.Function;

/**
 * One way to narrow a list down, by a query parameter of this name.
 *
 * @param type makes the value of the text, or throws {@link IllegalArgumentException}
 */
record Filter<T>(String name, Function<String, T> type) {

    /** A constant as the API spells it. */
    static <E extends Enum<E>> Filter<E> word(String name, Class<E> constants) {
        return new Filter<>(name, text -> Arrays.stream(constants.getEnumConstants())
                .filter(each -> Json.word(each).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    /** {@code true} or {@code false}. */
    static Filter<Boolean> flag(String name) {
        return new Filter<>(name, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** The value of a text; 400 when it is none. */
    T read(String text) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(name + " has no such value").rejection();
        }
    }
}
