package io.sightline.engine.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where devices come from: an address ({@code A:}, public access), a private folder ({@code F:}), a monitoring object
 * ({@code O:}) or what belongs to one user alone ({@code U:}). Ordered by its text, which is ASCII, so this is also the order of its bytes.
 */
public record SourceId(@JsonValue String value) implements Comparable<SourceId> {

    @JsonCreator
    public SourceId {
        if (value.length() < 3 || value.charAt(1) != ':' || "AFOU".indexOf(value.charAt(0)) < 0) {
            throw new IllegalArgumentException("A source is A:address, F:folder, O:object or U:user");
        }
        Ids.check(value.substring(2));
    }

    public static SourceId of(AddressId address) {
        return new SourceId("A:" + address.value());
    }

    public static SourceId of(FolderId folder) {
        return new SourceId("F:" + folder.value());
    }

    public static SourceId of(UserId user) {
        return new SourceId("U:" + user.value());
    }

    public static SourceId of(MonitoringObjectId object) {
        return new SourceId("O:" + object.value());
    }

    /**
     * The source whose history an entity owns.
     *
     * @throws IllegalArgumentException when entities of its kind own none
     */
    public static SourceId ownedBy(EntityRef entity) {
        return switch (entity.kind()) {
            case ADDRESS -> new SourceId("A:" + entity.id());
            case FOLDER -> new SourceId("F:" + entity.id());
            case MONITORING_OBJECT -> new SourceId("O:" + entity.id());
            case USER -> new SourceId("U:" + entity.id());
            default -> throw new IllegalArgumentException(entity + " is no source");
        };
    }

    /** The entity that owns the source's history. */
    public EntityRef owner() {
        String id = value.substring(2);
        return switch (value.charAt(0)) {
            case 'A' -> new EntityRef(Kind.ADDRESS, id);
            case 'F' -> new EntityRef(Kind.FOLDER, id);
            case 'O' -> new EntityRef(Kind.MONITORING_OBJECT, id);
            default -> new EntityRef(Kind.USER, id);
        };
    }

    @Override
    public int compareTo(SourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
