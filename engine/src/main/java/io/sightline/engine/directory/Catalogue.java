package io.sightline.engine.directory;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Kind;

/** Every kind of document there is, and what each follows from. */
public final class Catalogue {

    private final Map<String, DocumentKind> kinds = new LinkedHashMap<>();
    private final Map<Kind, List<Derivation.OfState<?>>> states = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Derivation.OfEvent<?>>> events = new EnumMap<>(Kind.class);
    private final Map<String, Kind> entities = new HashMap<>();
    private final Map<String, List<DocumentKind>> borrowers = new LinkedHashMap<>();

    public Catalogue(List<? extends Derivation> derivations) {
        for (Derivation derivation : derivations) {
            if (kinds.put(derivation.kind().name(), derivation.kind()) != null) {
                throw new IllegalArgumentException(
                        "Two kinds of document are named " + derivation.kind().name());
            }
            entities.put(derivation.kind().name(), derivation.entity());
            if (derivation instanceof Derivation.OfState<?> ofState) {
                states.computeIfAbsent(derivation.entity(), kind -> new ArrayList<>())
                        .add(ofState);
            } else if (derivation instanceof Derivation.OfEvent<?> ofEvent) {
                events.computeIfAbsent(derivation.entity(), kind -> new ArrayList<>())
                        .add(ofEvent);
            }
        }
        for (DocumentKind kind : kinds.values()) {
            if (kind.owner() != null) {
                DocumentKind owner = kinds.get(kind.owner().kind());
                if (owner == null || kind.fields().stream().anyMatch(field -> !canBorrow(field, owner))) {
                    throw new IllegalArgumentException(kind.name() + " borrows what its owner does not have");
                }
                borrowers
                        .computeIfAbsent(owner.name(), name -> new ArrayList<>())
                        .add(kind);
            }
        }
    }

    private static boolean canBorrow(Field field, DocumentKind owner) {
        return field.borrowed() == null
                || owner.field(field.borrowed())
                        .filter(theirs -> theirs.type() == field.type())
                        .isPresent();
    }

    public List<DocumentKind> kinds() {
        return List.copyOf(kinds.values());
    }

    /** The kinds of entity that anything is listed of. */
    public Set<Kind> entities() {
        Set<Kind> all = new HashSet<>(states.keySet());
        all.addAll(events.keySet());
        return all;
    }

    /** The kinds of document that states of an entity of this kind are listed as. */
    public List<DocumentKind> kindsOf(Kind kind) {
        return states.getOrDefault(kind, List.of()).stream()
                .<DocumentKind>map(Derivation::kind)
                .toList();
    }

    /** Whether single events of an entity of this kind are listed. */
    public boolean tellsEvents(Kind kind) {
        return events.containsKey(kind);
    }

    /** The documents of a state. */
    public List<Document> ofState(Kind kind, Object state) {
        return states.getOrDefault(kind, List.of()).stream()
                .flatMap(derivation -> derivation.of(state).stream())
                .toList();
    }

    /** The documents of one event. */
    public List<Document> ofEvent(EntityRef entity, long revision, Event event) {
        return events.getOrDefault(entity.kind(), List.of()).stream()
                .flatMap(derivation -> derivation.of(entity, revision, event).stream())
                .toList();
    }

    /** Whose state a document is of. */
    public EntityRef entity(Document ofState) {
        return EntityRef.of(Objects.requireNonNull(entities.get(ofState.kind())), ofState.id());
    }

    /** The kinds that borrow fields from documents of this kind. */
    public List<DocumentKind> borrowers(String kind) {
        return borrowers.getOrDefault(kind, List.of());
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public DocumentKind kind(String name) {
        DocumentKind kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("No documents are of kind " + name);
        }
        return kind;
    }

    /** Changes whenever an index made by another catalogue would have to be built anew. */
    public String fingerprint() {
        return Integer.toHexString(kinds.values().stream()
                .map(kind -> kind.name()
                        + kind.version()
                        + kind.owner()
                        + kind.fields().stream()
                                .map(field -> field.name()
                                        + field.type()
                                        + new java.util.TreeSet<>(field.uses())
                                        + field.borrowed())
                                .toList())
                .sorted()
                .toList()
                .hashCode());
    }
}
