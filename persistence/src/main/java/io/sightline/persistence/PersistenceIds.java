package io.sightline.persistence;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;

/** The way back from a persistence id to the entity it was made of. */
final class PersistenceIds {

    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(PersistenceIds::prefix, Function.identity()));

    private PersistenceIds() {}

    /** What every persistence id of a kind begins with, the separator included. */
    static String prefix(Kind kind) {
        return EntityRef.of(kind, "").toString();
    }

    /** @throws IllegalArgumentException if it is not the id of an entity */
    static EntityRef entity(String persistenceId) {
        var end = persistenceId.indexOf('|') + 1;
        var kind = KINDS.get(persistenceId.substring(0, end));
        if (kind == null) {
            throw new IllegalArgumentException("'%s' names no kind of entity".formatted(persistenceId));
        }
        return EntityRef.of(kind, persistenceId.substring(end));
    }
}
