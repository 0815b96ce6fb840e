package io.sightline.engine.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One entity of the whole town. As text it is {@code kind|id}, the name under which its events are kept.
 *
 * @param id unique within its kind, never reused, never personal data: at most 128 characters of {@code [A-Za-z0-9._:-]}
 */
public record EntityRef(Kind kind, String id) {

    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(EntityRef::prefix, Function.identity()));

    public static EntityRef of(Kind kind, String id) {
        return new EntityRef(kind, id);
    }

    /** What the text of every entity of a kind begins with, the separator included. */
    public static String prefix(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "|";
    }

    /** @throws IllegalArgumentException if the text names no kind of entity */
    public static EntityRef parse(String text) {
        int end = text.indexOf('|') + 1;
        Kind kind = KINDS.get(text.substring(0, end));
        if (kind == null) {
            throw new IllegalArgumentException("'%s' names no kind of entity".formatted(text));
        }
        return new EntityRef(kind, text.substring(end));
    }

    @Override
    public String toString() {
        return prefix(kind) + id;
    }
}
