package io.sightline.engine.directory.listed;

import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.AddressNode;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.Kind;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SEARCH_WHOLE;
import static io.sightline.engine.directory.Field.Use.SORT;

/** Nodes of the address tree. Roots are those without a parent. */
public final class Addresses {

    public static final DocumentKind KIND = DocumentKind.of(
            "address",
            2,
            Field.text("name", SEARCH, SORT),
            Field.code("externalId", FILTER, SEARCH_WHOLE, SORT),
            Field.code("csa", FILTER, SEARCH_WHOLE, SORT),
            Field.code("contractNumber", FILTER, SEARCH_WHOLE),
            Field.code("parentId", FILTER),
            Field.code("leaf", FILTER, FACET),
            Field.number("childCount", FILTER, SORT),
            Field.number("folderCount", FILTER, SORT),
            Field.number("deviceCount", FILTER, SORT),
            Field.time("createdAt", FILTER, SORT));

    public static final Derivation.OfState<AddressPlace> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.ADDRESS, AddressPlace.class, Addresses::document);

    private Addresses() {}

    private static Optional<Document> document(AddressPlace address) {
        AddressNode node = address.node();
        return Optional.of(Document.of(KIND, address.id().value())
                .text("name", node.name())
                .code("externalId", node.externalId())
                .code("csa", node.csa())
                .code("contractNumber", node.contractNumber())
                .code("parentId", node.parent() == null ? null : node.parent().value())
                .flag("leaf", address.isLeaf())
                .number("childCount", address.children().size())
                .number("folderCount", address.folders().size())
                .number("deviceCount", address.source().entries().size())
                .time("createdAt", address.createdAt())
                .build());
    }
}
