package io.sightline.engine.domain;

/**
 * One entity of the whole town.
 *
 * @param id unique within its kind, never reused, never personal data: at most 128 characters of {@code [A-Za-z0-9._:-]}
 */
public record EntityRef(Kind kind, String id) {

    public static EntityRef of(Kind kind, String id) {
        return new EntityRef(kind, id);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "|" + id;
    }
}
