package io.sightline.engine.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.directory.Value;
import org.jspecify.annotations.Nullable;

/** What documents repeat of their owners'. */
final class Borrowing {

    private Borrowing() {}

    /** Where to look for an owner. */
    interface Owners {
        Optional<Document> get(String kind, String id);
    }

    /** The document with its borrowed fields as its owner has them, or empty when there is no owner. */
    static Document filled(DocumentKind kind, Document document, Owners owners) {
        if (kind.owner() == null) {
            return document;
        }
        List<String> ids = document.codes(kind.owner().field());
        String owningKind = kind.owner().kind();
        Map<String, Value> theirs = ids.isEmpty()
                ? Map.of()
                : owners.get(owningKind, ids.get(0)).map(Document::values).orElse(Map.of());
        Document filled = document;
        for (Field field : kind.fields()) {
            if (field.borrowed() != null) {
                filled = filled.with(field.name(), theirs.get(field.borrowed()));
            }
        }
        return filled;
    }

    /** All documents of an entity, this one in place of its like: they are written together, or those not written would go. */
    static List<Document> together(List<DocumentKind> kinds, Document changed, Owners standing) {
        List<Document> all = new ArrayList<>();
        for (DocumentKind kind : kinds) {
            if (kind.name().equals(changed.kind())) {
                all.add(changed);
            } else {
                standing.get(kind.name(), changed.id()).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Whether borrowers of a kind have to be filled again when their owner changes so. */
    static boolean concerns(DocumentKind borrower, @Nullable Document before, @Nullable Document after) {
        for (Field field : borrower.fields()) {
            String theirs = field.borrowed();
            if (theirs != null && !Objects.equals(value(before, theirs), value(after, theirs))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Value value(@Nullable Document document, String field) {
        return document == null ? null : document.values().get(field);
    }
}
