package io.sightline.engine.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Index;
import io.sightline.engine.domain.EntityRef;

/**
 * What was written to an index that does not show it yet, so that nothing has to be shown only to be looked at: for an index of
 * files that costs more than the writing. For one thread.
 */
final class Unseen {

    private final Catalogue catalogue;
    private final Index index;
    private final Map<EntityRef, Change> changes = new LinkedHashMap<>();
    private final Map<String, Optional<Document>> documents = new HashMap<>();
    private final Map<String, Set<EntityRef>> borrowers = new HashMap<>();

    Unseen(Catalogue catalogue, Index index) {
        this.catalogue = catalogue;
        this.index = index;
    }

    void written(Change change) {
        changes.put(change.entity(), change);
        change.standing()
                .forEach(document -> documents.put(key(document.kind(), document.id()), Optional.of(document)));
        Stream.concat(change.standing().stream(), change.lasting().stream()).forEach(document -> {
            DocumentKind.Owner owner = catalogue.kind(document.kind()).owner();
            if (owner != null) {
                document.codes(owner.field()).forEach(id -> borrowers
                        .computeIfAbsent(key(document.kind(), id), kind -> new HashSet<>())
                        .add(change.entity()));
            }
        });
    }

    /** A document that stands no more. */
    void gone(String kind, String id) {
        documents.put(key(kind, id), Optional.empty());
    }

    /** A document as it was last written, seen or not. */
    Optional<Document> current(String kind, String id) {
        Optional<Document> written = documents.get(key(kind, id));
        return written == null ? index.get(kind, id) : written;
    }

    /** Entities with documents of a kind that were written as an owner's. */
    Set<EntityRef> borrowers(DocumentKind borrower, String owner) {
        return borrowers.getOrDefault(key(borrower.name(), owner), Set.of());
    }

    Collection<Change> changes() {
        return changes.values();
    }

    /** The index shows everything. */
    void clear() {
        changes.clear();
        documents.clear();
        borrowers.clear();
    }

    private static String key(String kind, String id) {
        return kind + "/" + id;
    }
}
